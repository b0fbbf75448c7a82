import assert from "node:assert/strict";
import { requestMembers } from "../../../provider/chat/request-shapes.js";
import { memberOptions } from "../../../provider/cli/aws/member-options.js";

describe("the options that stand for members of the request", () => {
  it("are all of them, by the names of the AWS CLI", () => {
    assert.deepEqual(
      memberOptions.map(({ member }) => member),
      requestMembers,
    );
    assert.deepEqual(
      memberOptions.map(({ name }) => name),
      [
        "instance-id",
        "contact-flow-id",
        "attributes",
        "participant-details",
        "participant-configuration",
        "initial-message",
        "client-token",
        "chat-duration-in-minutes",
        "supported-messaging-content-types",
        "persistent-chat",
        "related-contact-id",
        "segment-attributes",
        "customer-id",
        "disconnect-on-customer-exit",
        "connection-types",
        "chat-streaming-configuration",
      ],
    );
  });

  it("take as many words as their members hold", () => {
    const lists = memberOptions.filter(({ arity }) => arity === "list").map(({ name }) => name);
    assert.deepEqual(lists, ["supported-messaging-content-types", "disconnect-on-customer-exit", "connection-types"]);
    assert.ok(memberOptions.every(({ arity }) => arity === "value" || arity === "list"));
  });

  it("tell which are required", () => {
    const required = memberOptions.filter((option) => option.required).map(({ name }) => name);
    assert.deepEqual(required, ["instance-id", "contact-flow-id", "participant-details"]);
  });

  it("all say what they do, and show a value", () => {
    for (const { name, description, example } of memberOptions) {
      assert.match(description, /^[A-Z].*[^.]$/, name);
      assert.notEqual(example, "", name);
    }
  });
});
