import assert from "node:assert/strict";
import { action, flow, say } from "../../flows.js";
import { contactInFlow, events, visited } from "../contact-in-flow.js";
import { queueChat } from "../queue-chat.js";

describe("EndFlowExecution", () => {
  it("ends an inbound flow, and with it the chat", () => {
    const { contact } = contactInFlow(flow("end", say("hello", "Hello", "end"), action("end", "EndFlowExecution")));
    assert.equal(contact.ended?.reason, "CONTACT_FLOW_DISCONNECT");
    assert.deepEqual(events(contact), ["participant.joined", "chat.ended"]);
    assert.equal(contact.trace[1]?.result, "flow ended");
  });

  it("ends a disconnect flow, and with it the chat", () => {
    const { chat, clock } = queueChat({
      definition: {
        queues: [{ name: "Support", id: "q", agents: ["ada"] }],
        agents: [{ name: "ada", script: [{ leave: true }] }],
      },
      hooks: { CustomerRemaining: [action("end", "EndFlowExecution")] },
    });
    clock.advance(0);
    assert.equal(chat.contacts.length, 2);
    assert.equal(chat.ended?.reason, "CONTACT_FLOW_DISCONNECT");
  });

  it("ends a queue flow or a whisper, and the contact stays", () => {
    const end = [action("end", "EndFlowExecution")];
    const { chat, clock, life } = queueChat({
      definition: {
        queues: [{ name: "Support", id: "q", agents: ["ada"] }],
        agents: [{ name: "ada", acceptsAfterSeconds: 10, script: [{ say: "Hi" }] }],
      },
      hooks: { CustomerQueue: end, AgentWhisper: end, CustomerWhisper: end },
    });
    clock.advance(9999);
    assert.equal(life.isWaiting, true);
    clock.advance(1);
    assert.equal(chat.ended, undefined);
    assert.equal(chat.items.at(-1)?.Content, "Hi");
    assert.equal(chat.contact.trace.filter(({ result }) => result === "flow ended").length, 3);
  });

  it("follows no transition, even where one is declared", () => {
    const { contact } = contactInFlow(
      flow("end", action("end", "EndFlowExecution", {}, { next: "late" }), say("late", "Too late", "end")),
    );
    assert.deepEqual(visited(contact), ["end"]);
  });
});
