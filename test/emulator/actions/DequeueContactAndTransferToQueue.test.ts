import assert from "node:assert/strict";
import type { InstanceDefinition } from "../../../provider/emulator/instance/definition.js";
import { action, disconnect, say, wait } from "../../flows.js";
import { said } from "../contact-in-flow.js";
import { oneAction } from "../one-action.js";
import { queueChat } from "../queue-chat.js";

const definition: InstanceDefinition = {
  queues: [
    { name: "Support", id: "q" },
    { name: "Second", id: "second", agents: ["ada"] },
    { name: "Full", id: "full", maxContacts: 0 },
    { name: "Closed", id: "closed", status: "DISABLED" },
  ],
  agents: [{ name: "ada", id: "a-ada", acceptsAfterSeconds: 5 }],
};
const queueFlow = (parameters: Readonly<Record<string, unknown>>) => [
  say("hold", "You wait in $.Queue.Name ($.InitiationMethod).", "wait"),
  wait("wait", 30, "move"),
  action("move", "DequeueContactAndTransferToQueue", parameters, {
    next: "no",
    errors: { NoMatchingError: "no", QueueAtCapacity: "full" },
  }),
  say("no", "Not moved", "end"),
  say("full", "It is full", "end"),
  action("end", "EndFlowExecution"),
];
const moved = (parameters: Readonly<Record<string, unknown>>) => {
  const run = queueChat({ definition, hooks: { CustomerQueue: queueFlow(parameters) } });
  run.clock.advance(30_000);
  return run;
};

describe("DequeueContactAndTransferToQueue", () => {
  it("moves the chat into the other queue, in a next contact", () => {
    const { chat, life, queues } = moved({ QueueId: "second" });
    const [first, second] = chat.contacts;
    assert.equal(chat.contacts.length, 2);
    assert.equal(first?.trace.at(-1)?.result, "moved to Second");
    assert.ok(first?.ended);
    assert.equal(second?.origin.initiationMethod, "QUEUE_TRANSFER");
    assert.equal(second?.origin.previousContactId, first?.id);
    assert.equal(second?.initialContactId, first?.id);
    assert.equal(second?.queue?.name, "Second");
    assert.equal(life.isWaiting, true);
    assert.deepEqual([queues.inQueue("q").length, queues.inQueue("second").length], [0, 1]);
  });

  it("runs the queue flow anew there, and an agent takes the contact", () => {
    const { chat, clock } = moved({ QueueId: "second" });
    assert.deepEqual(said(chat.contact), ["You wait in Second (QUEUE_TRANSFER)."]);
    clock.advance(5000);
    assert.equal(chat.contact.agent?.name, "ada");
  });

  it("moves into the queue of an agent", () => {
    const { chat, clock } = moved({ AgentId: "a-ada" });
    assert.equal(chat.contact.queue?.kind, "agent");
    clock.advance(5000);
    assert.equal(chat.contact.agent?.name, "ada");
  });

  it("takes QueueAtCapacity where there is no room, and the contact stays where it was", () => {
    const { contact, chat, queues } = moved({ QueueId: "full" });
    assert.deepEqual(said(contact).slice(1), ["It is full"]);
    assert.equal(chat.contact, contact);
    assert.equal(contact.queue?.name, "Support");
    assert.equal(queues.inQueue("q").length, 1);
  });

  it("takes the error branch for a queue that is disabled", () => {
    const { contact } = moved({ QueueId: "closed" });
    assert.deepEqual(said(contact).slice(1), ["Not moved"]);
  });

  it("goes through twelve contacts at most, which is eleven transfers", () => {
    const { chat } = queueChat({
      definition,
      hooks: {
        CustomerQueue: [
          action(
            "move",
            "DequeueContactAndTransferToQueue",
            { QueueId: "q" },
            { next: "end", errors: { NoMatchingError: "end" } },
          ),
          action("end", "EndFlowExecution"),
        ],
      },
    });
    assert.equal(chat.contacts.length, 12);
    const [record] = chat.contact.trace;
    assert.equal(record?.result, "NoMatchingError");
    assert.equal(record?.warnings.at(-1), "The chat has gone through as many contacts as AWS allows.");
    assert.equal(chat.ended, undefined);
  });

  it("takes the error branch outside of a queue flow", () => {
    const { branch, warnings } = oneAction("DequeueContactAndTransferToQueue", { QueueId: "q" }, { definition });
    assert.equal(branch(), "NoMatchingError");
    assert.deepEqual(warnings(), [
      "DequeueContactAndTransferToQueue is not for a flow of type CONTACT_FLOW: AWS publishes it in CUSTOMER_QUEUE, MODULE alone.",
      "Only a customer queue flow can take a contact out of its queue.",
    ]);
  });

  it("takes no queue at all for the one that it is in", () => {
    const { chat } = queueChat({
      definition,
      hooks: {
        CustomerQueue: [
          wait("wait", 30, "move"),
          action("move", "DequeueContactAndTransferToQueue", {}),
          disconnect("end"),
        ],
      },
    });
    chat.clock.pass(30_000);
    assert.equal(chat.contacts.length, 2);
    assert.equal(chat.contact.queue?.name, "Support");
  });
});
