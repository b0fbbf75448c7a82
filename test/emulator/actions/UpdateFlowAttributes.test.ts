import assert from "node:assert/strict";
import { action, disconnect, flow, say } from "../../flows.js";
import { contactInFlow, said } from "../contact-in-flow.js";

const set = (identifier: string, attributes: unknown, next: string) =>
  action(identifier, "UpdateFlowAttributes", { FlowAttributes: attributes }, { next });

describe("UpdateFlowAttributes", () => {
  it("sets attributes that the flow can read, and no contact attributes", () => {
    const { contact } = contactInFlow(
      flow(
        "attributes",
        set("first", { colour: { Type: "String", Value: "red" }, size: { Type: "String", Value: "S" } }, "second"),
        set("second", { size: { Type: "String", Value: "not $.FlowAttributes.size" } }, "say"),
        say("say", "$.FlowAttributes.colour, $.FlowAttributes['size'], [$.Attributes.colour]", "end"),
        disconnect(),
      ),
    );
    assert.deepEqual(said(contact), ["red, not S, []"]);
    assert.deepEqual([...contact.attributes], []);
  });

  it("accepts a value without a type, and takes a missing one as empty", () => {
    const { contact } = contactInFlow(
      flow(
        "attributes",
        set("set", { plain: "text", none: {} }, "say"),
        say("say", "$.FlowAttributes.plain [$.FlowAttributes.none]", "end"),
        disconnect(),
      ),
    );
    assert.deepEqual(said(contact), ["text []"]);
    assert.deepEqual(contact.trace[1]?.warnings, []);
  });
});
