import assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-connect";
import { NormalizedSchema } from "@smithy/core/schema";
import fc from "fast-check";
import { droppedBySdk, requestProblems } from "../../provider/chat/constraints.js";
import { requestMembers } from "../../provider/chat/request-shapes.js";

const whole = { InstanceId: "i", ContactFlowId: "f", ParticipantDetails: { DisplayName: "Ada" } };
const told = (request: unknown) =>
  requestProblems(request).map(({ path, message, severity }) => `${severity} ${path.join(".")}: ${message}`);

describe("the constraints of StartChatContact", () => {
  it("accept a request with every member that the SDK sends", () => {
    const every = {
      ...whole,
      Attributes: { a: "" },
      InitialMessage: { ContentType: "text/plain", Content: "Hi" },
      ClientToken: "t",
      ChatDurationInMinutes: 60,
      SupportedMessagingContentTypes: ["text/plain"],
      RelatedContactId: "c",
      SegmentAttributes: { "connect:Subtype": { ValueString: "x" }, nested: { ValueMap: { n: { ValueInteger: 1 } } } },
      ParticipantConfiguration: { ResponseMode: "COMPLETE" },
      CustomerId: "c",
      DisconnectOnCustomerExit: ["AGENT"],
    };
    assert.deepEqual(told(every), []);
    const missing = requestMembers.filter((name) => !(name in every) && !droppedBySdk.includes(name));
    assert.deepEqual(missing, ["PersistentChat"]);
  });

  it("tell everything at once", () => {
    assert.deepEqual(
      told({
        InstanceId: "",
        Attributes: { a: 1 },
        SupportedMessagingContentTypes: "x",
        DisconnectOnCustomerExit: [],
        Nope: 1,
      }),
      [
        "error ContactFlowId: Expected a value; it is missing",
        "error ParticipantDetails: Expected a value; it is missing",
        "error InstanceId: Expected a text that is not empty",
        "error Attributes.a: Expected a text",
        "error SupportedMessagingContentTypes: Expected a list",
        "error DisconnectOnCustomerExit: Expected at least 1 entries; it has 0",
        "unsendable Nope: There is no such property",
      ],
    );
  });

  it("only warn above a maximum of the model, and of a value that the model does not know", () => {
    assert.deepEqual(
      told({
        ...whole,
        ContactFlowId: "f".repeat(501),
        ChatDurationInMinutes: 10_081,
        DisconnectOnCustomerExit: ["AGENT", "BOT"],
      }),
      [
        "warning ContactFlowId: AWS's model allows at most 500 characters; it has 501",
        "warning ChatDurationInMinutes: AWS's model allows at most 10080; it is 10081",
        "warning DisconnectOnCustomerExit: AWS's model allows at most 1 entries; it has 2",
        "warning DisconnectOnCustomerExit.1: AWS's model knows AGENT only",
      ],
    );
  });

  it("name every key of attributes that has other characters", () => {
    assert.deepEqual(told({ ...whole, Attributes: { "a b": "", "c.d": "", "e-f_1": "" } }), [
      "error Attributes.a b: Expected a key of letters, digits, dash and underscore",
      "error Attributes.c.d: Expected a key of letters, digits, dash and underscore",
    ]);
  });

  it("count bytes, not characters", () => {
    assert.deepEqual(told({ ...whole, Attributes: { a: "é".repeat(16_383) } }), []);
    assert.deepEqual(told({ ...whole, Attributes: { ab: "é".repeat(16_383), c: "" } }), [
      "error Attributes: Expected at most 32768 bytes of UTF-8 over all keys and values together; it has 32769",
    ]);
    assert.deepEqual(told({ ...whole, InitialMessage: { ContentType: "text/plain", Content: "é".repeat(8_193) } }), [
      "error InitialMessage.Content: Expected at most 16384 bytes of UTF-8; it has 16386",
    ]);
  });

  it("ask a guide for both interactive types", () => {
    const guide = { ...whole, SegmentAttributes: { "connect:Subtype": { ValueString: "connect:Guide" } } };
    const interactive = "application/vnd.amazonaws.connect.message.interactive";
    assert.deepEqual(told(guide), [
      `error SupportedMessagingContentTypes: Expected ${interactive} and ${interactive}.response among them, for a guide`,
    ]);
    const types = ["text/plain", interactive, `${interactive}.response`];
    assert.deepEqual(told({ ...guide, SupportedMessagingContentTypes: types }), []);
  });

  it("refuse exactly the members that the installed SDK does not send", () => {
    const [, , , , input] = sdk.StartChatContact$ as unknown as readonly unknown[];
    const schema = (sdk as unknown as Record<string, unknown>).StartChatContactRequest$ ?? input;
    const sent = Object.keys(NormalizedSchema.of(schema as never).getMemberSchemas());
    assert.deepEqual(
      requestMembers.filter((name) => !sent.includes(name)),
      droppedBySdk,
    );
  });

  it("refuse what cannot be sent, and nothing else, where parameters are not validated", () => {
    const request = { InstanceId: 5, ConnectionTypes: [], InitialMessage: { Content: 1, Kind: 2 }, Nope: 1 };
    assert.deepEqual(
      requestProblems(request, false).map(({ path, severity }) => `${severity} ${path.join(".")}`),
      ["unsendable ConnectionTypes", "unsendable InitialMessage.Kind", "unsendable Nope"],
    );
  });

  it("refuse what is nested too deep", () => {
    let value: object = { ValueString: "in" };
    for (let level = 0; level < 10_000; level++) value = { ValueMap: { a: value } };
    for (const validate of [true, false]) {
      assert.deepEqual(requestProblems({ ...whole, SegmentAttributes: { a: value } }, validate), [
        {
          path: ["SegmentAttributes"],
          message: "Expected values nested no more than 100 deep",
          severity: "unsendable",
        },
      ]);
    }
  });

  it("give a list for anything, and never throw", () => {
    const members = fc.dictionary(fc.constantFrom(...requestMembers), fc.anything());
    fc.assert(fc.property(fc.oneof(fc.anything(), members), (request) => void requestProblems(request)));
  });
});
