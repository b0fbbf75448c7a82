import assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-connect";
import { NormalizedSchema } from "@smithy/core/schema";
import { parse } from "yaml";
import { requestProblems } from "../../../provider/chat/constraints.js";
import { inputSkeleton, outputSkeleton, yamlInputSkeleton } from "../../../provider/cli/aws/skeleton.js";
import { skeletonOf } from "./awscli.js";

/** What AWS CLI 2.36.12 prints. */
const input = {
  InstanceId: "",
  ContactFlowId: "",
  Attributes: { KeyName: "" },
  ParticipantDetails: { DisplayName: "" },
  ParticipantConfiguration: { ResponseMode: "INCREMENTAL" },
  InitialMessage: { ContentType: "", Content: "" },
  ClientToken: "",
  ChatDurationInMinutes: 0,
  SupportedMessagingContentTypes: [""],
  PersistentChat: { RehydrationType: "ENTIRE_PAST_SESSION", SourceContactId: "" },
  RelatedContactId: "",
  SegmentAttributes: {
    KeyName: { ValueString: "", ValueMap: { KeyName: {} }, ValueInteger: 0, ValueList: [{}], ValueArn: "" },
  },
  CustomerId: "",
  DisconnectOnCustomerExit: ["AGENT"],
};

/** The same of its `yaml-input`, without the words of the comments. */
const yamlInput = `InstanceId: ''  # [REQUIRED]
ContactFlowId: '' # [REQUIRED]
Attributes: #
  KeyName: ''
ParticipantDetails: # [REQUIRED]
  DisplayName: ''  # [REQUIRED]
ParticipantConfiguration: #
  ResponseMode: INCREMENTAL  # Valid values are: INCREMENTAL, COMPLETE.
InitialMessage: #
  ContentType: ''  # [REQUIRED]
  Content: '' # [REQUIRED]
ClientToken: '' #
ChatDurationInMinutes: 0 #
SupportedMessagingContentTypes: #
- ''
PersistentChat: #
  RehydrationType: ENTIRE_PAST_SESSION  # Valid values are: ENTIRE_PAST_SESSION, FROM_SEGMENT.
  SourceContactId: '' #
RelatedContactId: '' #
SegmentAttributes: #
  KeyName:
    ValueString: ''  #
    ValueMap: #
      KeyName: {}
    ValueInteger: 0 #
    ValueList: #
    - {}
    ValueArn: '' #
CustomerId: '' #
DisconnectOnCustomerExit: #
- AGENT
`;

function withoutWords(yaml: string): string {
  return yaml.replace(/#( \[REQUIRED\])?.*?( Valid values are: .*)?$/gm, "#$1$2");
}

describe("the skeletons", () => {
  it("of the input is that of AWS CLI 2.36.12", () => {
    assert.equal(inputSkeleton(), `${JSON.stringify(input, null, 4)}\n`);
  });

  it("of the input as YAML is that of AWS CLI 2.36.12, but for the words of the comments", () => {
    assert.equal(withoutWords(yamlInputSkeleton()), yamlInput);
    assert.deepEqual(parse(yamlInputSkeleton()), input);
  });

  it("of the input as YAML has a sentence on every member", () => {
    const comments = [...yamlInputSkeleton().matchAll(/# (?:\[REQUIRED\] )?(.*)$/gm)].map(([, words]) => words);
    assert.equal(comments.length, yamlInput.split("#").length - 1);
    for (const comment of comments) assert.match(comment ?? "", /^(?!Valid values)[A-Z].{4,}\.$/);
  });

  it("of the input hold no member that is refused as unsendable", () => {
    assert.deepEqual(requestProblems(JSON.parse(inputSkeleton()), false), []);
  });

  it("of the output is what the installed SDK knows of a response, each text its member's name", () => {
    const { StartChatContactResponse$: schema } = sdk;
    const members = Object.keys(NormalizedSchema.of(schema as never).getMemberSchemas());
    assert.deepEqual(outputSkeleton(), Object.fromEntries(members.map((name) => [name, name])));
    assert.deepEqual(Object.keys(outputSkeleton()), [
      "ContactId",
      "ParticipantId",
      "ParticipantToken",
      "ContinuedFromContactId",
    ]);
  });
});

describe("the skeletons beside the AWS CLI", () => {
  const aws = process.env.CHAT_CHECK_AWS_CLI_2;
  if (!aws) {
    it("ARE NOT COMPARED, because CHAT_CHECK_AWS_CLI_2 does not name the program aws", function () {
      this.skip();
    });
    return;
  }

  it("are equal, byte for byte", () => {
    assert.equal(inputSkeleton(), skeletonOf(aws, "input"));
    assert.equal(`${JSON.stringify(outputSkeleton(), null, 4)}\n`, skeletonOf(aws, "output"));
  }).slow(5000);

  it("are equal as YAML, but for the words of the comments", () => {
    assert.equal(withoutWords(yamlInputSkeleton()), withoutWords(skeletonOf(aws, "yaml-input")));
  }).slow(5000);
});
