import assert from "node:assert/strict";
import { action, flow, say } from "../../flows.js";
import { contactInFlow, events, visited } from "../contact-in-flow.js";

describe("EndFlowExecution", () => {
  it("ends an inbound flow, and with it the chat", () => {
    const { contact } = contactInFlow(flow("end", say("hello", "Hello", "end"), action("end", "EndFlowExecution")));
    assert.equal(contact.ended?.reason, "CONTACT_FLOW_DISCONNECT");
    assert.deepEqual(events(contact), ["participant.joined", "chat.ended"]);
    assert.equal(contact.trace[1]?.result, "flow ended");
  });

  it("follows no transition, even where one is declared", () => {
    const { contact } = contactInFlow(
      flow("end", action("end", "EndFlowExecution", {}, { next: "late" }), say("late", "Too late", "end")),
    );
    assert.deepEqual(visited(contact), ["end"]);
  });
});
