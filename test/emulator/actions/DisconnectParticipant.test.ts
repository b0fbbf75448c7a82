import assert from "node:assert/strict";
import { action, disconnect, flow, say } from "../../flows.js";
import { contactInFlow, events, said } from "../contact-in-flow.js";
import { queueChat } from "../queue-chat.js";

describe("DisconnectParticipant", () => {
  it("ends the chat, with the flow as the reason", () => {
    const { contact, clock } = contactInFlow(flow("bye", say("bye", "Goodbye", "end"), disconnect()));
    assert.deepEqual(contact.ended, { time: clock.now(), reason: "CONTACT_FLOW_DISCONNECT" });
    assert.deepEqual(said(contact), ["Goodbye"]);
    assert.deepEqual(events(contact), ["participant.joined", "chat.ended"]);
    assert.equal(contact.items.at(-1)?.ContentType, "application/vnd.amazonaws.connect.event.chat.ended");
  });

  it("ends a chat whose customer has left already", () => {
    const { chat, clock } = queueChat({
      definition: { queues: [{ name: "Support", id: "q", agents: ["ada"] }], agents: [{ name: "ada" }] },
      request: { DisconnectOnCustomerExit: ["AGENT"] },
      hooks: { CustomerRemaining: [disconnect("end")] },
    });
    clock.advance(0);
    chat.leave(chat.customer);
    assert.deepEqual(
      chat.contact.trace.map(({ result }) => result),
      ["disconnected"],
    );
    assert.equal(chat.ended?.reason, "CONTACT_FLOW_DISCONNECT");
  });

  it("ends a whisper alone, in which AWS does not publish it", () => {
    const { chat, clock } = queueChat({
      definition: { queues: [{ name: "Support", id: "q", agents: ["ada"] }], agents: [{ name: "ada" }] },
      hooks: { AgentWhisper: [disconnect("whisper")] },
    });
    clock.advance(0);
    const record = chat.contact.trace.find(({ action }) => action === "whisper");
    assert.equal(record?.result, "flow ended");
    assert.match(record?.warnings[0] ?? "", /^DisconnectParticipant is not for a flow of type AGENT_WHISPER: /);
    assert.equal(chat.ended, undefined);
    assert.equal(chat.contact.agent?.name, "ada");
  });

  it("ends a chat that waits in a queue", () => {
    const { chat, queues } = queueChat({ hooks: { CustomerQueue: [disconnect("end")] } });
    assert.equal(chat.ended?.reason, "CONTACT_FLOW_DISCONNECT");
    assert.deepEqual(queues.inQueue("q"), []);
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
