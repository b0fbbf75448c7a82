import assert from "node:assert/strict";
import { action, disconnect, flow, say } from "../../flows.js";
import { contactInFlow, events, said } from "../contact-in-flow.js";

describe("DisconnectParticipant", () => {
  it("ends the chat, with the flow as the reason", () => {
    const { contact, clock } = contactInFlow(flow("bye", say("bye", "Goodbye", "end"), disconnect()));
    assert.deepEqual(contact.ended, { time: clock.now(), reason: "CONTACT_FLOW_DISCONNECT" });
    assert.deepEqual(said(contact), ["Goodbye"]);
    assert.deepEqual(events(contact), ["participant.joined", "chat.ended"]);
    assert.equal(contact.items.at(-1)?.ContentType, "application/vnd.amazonaws.connect.event.chat.ended");
  });

  it("follows no transition, even where one is declared", () => {
    const { contact } = contactInFlow(
      flow("bye", action("end", "DisconnectParticipant", {}, { next: "late" }), say("late", "Too late", "end")),
    );
    assert.equal(contact.trace.length, 1);
    assert.equal(contact.trace[0]?.result, "disconnected");
    assert.equal(contact.trace[0]?.branch, undefined);
    assert.deepEqual(said(contact), []);
  });
});
