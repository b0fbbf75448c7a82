import assert from "node:assert/strict";
import { judged } from "../../../provider/cli/aws/request-problems.js";

const whole = { InstanceId: "i", ContactFlowId: "f", ParticipantDetails: { DisplayName: "Ada" } };
const arn = "arn:aws:connect:eu-west-1:123456789012:instance/i/contact-flow/f";

describe("the judgement of a request", () => {
  it("has nothing to say of a good one", () => {
    assert.deepEqual(judged({ ...whole, ContactFlowId: arn }, "eu-west-1", true), { problems: [], warnings: [] });
  });

  it("names options, and members inside them, all at once", () => {
    const { problems, warnings } = judged(
      {
        InstanceId: "i",
        InitialMessage: { ContentType: "text/plain", Content: 5 },
        Attributes: { "a b": "c" },
        ChatDurationInMinutes: 20_000,
        ParticipantConfiguration: { ResponseMode: "SOMEHOW" },
        ConnectionTypes: ["WEBSOCKET"],
        contactFlowId: "f",
      },
      undefined,
      true,
    );
    assert.deepEqual(problems, [
      "--contact-flow-id: Expected a value; it is missing",
      "--participant-details: Expected a value; it is missing",
      "--initial-message Content: Expected a text",
      "--connection-types: The installed AWS SDK would leave it out of the request without a word; leave it out yourself",
      "contactFlowId: There is no such property",
      "--attributes a b: Expected a key of letters, digits, dash and underscore",
    ]);
    assert.deepEqual(warnings, [
      "--chat-duration-in-minutes: AWS's model allows at most 10080; it is 20000",
      "--participant-configuration ResponseMode: AWS's model knows INCREMENTAL and COMPLETE only",
    ]);
  });

  it("holds the ids against each other and against the region", () => {
    assert.deepEqual(judged({ ...whole, InstanceId: "j", ContactFlowId: arn }, "us-east-1", true).problems, [
      "--contact-flow-id: Expected a flow of the instance in --instance-id, not of another one",
      "--region: Expected one region; region and the ARNs name different ones",
    ]);
  });

  it("writes options in its sentences as well", () => {
    const persistent = { RehydrationType: "FROM_SEGMENT", SourceContactId: "s" };
    assert.deepEqual(
      judged({ ...whole, PersistentChat: persistent, RelatedContactId: "r" }, undefined, true).problems,
      ["--related-contact-id: Expected either --persistent-chat or --related-contact-id, not both"],
    );
  });

  it("is about nothing but what cannot be sent where parameters are not validated", () => {
    const request = { InstanceId: 5, ConnectionTypes: [], toString: "x", ChatDurationInMinutes: 1e6 };
    assert.deepEqual(judged(request, "us-east-1", false), {
      problems: [
        "--connection-types: The installed AWS SDK would leave it out of the request without a word; leave it out yourself",
        "toString: There is no such property",
      ],
      warnings: [],
    });
  });

  it("knows no member by a name that every object has", () => {
    const request = JSON.parse(
      '{"constructor": 1, "__proto__": {}, "InitialMessage": {"ContentType": "a", "Content": "b", "valueOf": 1}}',
    ) as object;
    assert.deepEqual(judged({ ...whole, ...request }, undefined, true).problems, [
      "constructor: There is no such property",
      "__proto__: There is no such property",
      "--initial-message valueOf: There is no such property",
    ]);
  });
});
