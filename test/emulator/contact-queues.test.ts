import assert from "node:assert/strict";
import { ContactQueues, type Waiter } from "../../provider/emulator/contact-queues.js";
import type { AgentDefinition } from "../../provider/emulator/instance/definition.js";
import { greeting } from "../flows.js";
import { contactFor } from "./contact-in-flow.js";

/** A queue with these agents, in which contacts can wait. */
function queueOf(agents: readonly AgentDefinition[], maxContacts?: number) {
  const made = contactFor(greeting(), {
    definition: {
      queues: [{ name: "Support", id: "q", agents: agents.map(({ name }) => name), maxContacts }],
      agents: [...agents],
    },
  });
  const { instance, contacts, clock, contact } = made;
  const queue = instance.queue("q");
  assert.ok(queue);
  const queues = new ContactQueues();
  const taken: string[] = [];
  const enter = (name: string, routing: { priority?: number; adjustmentSeconds?: number } = {}): Waiter => {
    const { contact: next } = contacts.start(instance, contact.flow, contact.request);
    Object.assign(next.routing, routing);
    next.queue = { kind: "queue", id: "q", arn: "arn:q", name: "Support", enqueued: clock.now() };
    const waiter = { contact: next, queue, taken: (agent: { name: string }) => taken.push(`${name} by ${agent.name}`) };
    queues.enqueue(waiter);
    return waiter;
  };
  return { queues, queue, clock, taken, enter };
}

describe("ContactQueues", () => {
  it("offers a contact to the first agent with room, who accepts after a time", () => {
    const { enter, taken, clock } = queueOf([{ name: "ada", acceptsAfterSeconds: 5 }, { name: "bob" }]);
    enter("x");
    clock.advance(4999);
    assert.deepEqual(taken, []);
    clock.advance(1);
    assert.deepEqual(taken, ["x by ada"]);
  });

  it("offers nothing to who is not available, or lets every offer pass", () => {
    const { enter, taken, clock, queues, queue } = queueOf([
      { name: "ada", available: false },
      { name: "bob", acceptsAfterSeconds: "never" },
    ]);
    enter("x");
    clock.advance(3_600_000);
    assert.deepEqual(taken, []);
    assert.deepEqual(
      queues.staff(queue).map(({ available }) => available),
      [false, false],
    );
  });

  it("gives an agent as many chats as there is room for, and the next when one is over", () => {
    const { enter, taken, clock, queues, queue } = queueOf([{ name: "ada", maxChats: 2 }]);
    for (const name of ["x", "y", "z"]) enter(name);
    clock.advance(0);
    assert.deepEqual(taken, ["x by ada", "y by ada"]);
    assert.deepEqual(queues.inQueue("q").length, 1);
    const [agent] = queue.agents;
    assert.ok(agent);
    queues.release(agent);
    clock.advance(0);
    assert.deepEqual(taken, ["x by ada", "y by ada", "z by ada"]);
  });

  it("gives ten chats to an agent of whom nothing is said", () => {
    const { enter, taken, clock } = queueOf([{ name: "ada" }]);
    for (let count = 0; count < 11; count++) enter(String(count));
    clock.advance(0);
    assert.equal(taken.length, 10);
  });

  it("serves by priority, 1 first and 5 where none is set, then by the time of arrival", () => {
    const { enter, queues, clock } = queueOf([]);
    const places = [enter("late"), enter("later"), enter("urgent", { priority: 1 }), enter("last", { priority: 6 })];
    clock.advance(0);
    const order = queues.inQueue("q").map((waiter) => places.indexOf(waiter));
    assert.deepEqual(order, [2, 0, 1, 3]);
  });

  it("counts a contact as waiting for longer, or shorter, by its adjustment", () => {
    const { enter, queues, clock } = queueOf([]);
    const first = enter("first");
    clock.advance(60_000);
    const second = enter("second", { adjustmentSeconds: 61 });
    assert.deepEqual(queues.inQueue("q"), [second, first]);
    second.contact.routing.adjustmentSeconds = 59;
    assert.deepEqual(queues.inQueue("q"), [first, second]);
  });

  it("takes an offer back when the contact leaves, and offers the agent to the next", () => {
    const { enter, taken, clock, queues } = queueOf([{ name: "ada", acceptsAfterSeconds: 5, maxChats: 1 }]);
    const first = enter("first");
    enter("second");
    clock.advance(3000);
    queues.remove(first);
    clock.advance(4999);
    assert.deepEqual(taken, []);
    clock.advance(1);
    assert.deepEqual(taken, ["second by ada"]);
  });

  it("is full by the number that wait, not by those who talk", () => {
    const { enter, queues, queue, clock } = queueOf([{ name: "ada", maxChats: 1 }], 2);
    enter("x");
    assert.equal(queues.isFull(queue), false);
    enter("y");
    assert.equal(queues.isFull(queue), true);
    clock.advance(0);
    assert.equal(queues.isFull(queue), false);
  });

  it("frees nobody's room twice", () => {
    const { queues, queue, enter, clock } = queueOf([{ name: "ada", maxChats: 1 }]);
    const [agent] = queue.agents;
    assert.ok(agent);
    queues.release(agent);
    queues.release(agent);
    enter("x");
    enter("y");
    clock.advance(0);
    assert.equal(queues.staff(queue)[0]?.chats, 1);
    assert.equal(queues.inQueue("q").length, 1);
  });
});
