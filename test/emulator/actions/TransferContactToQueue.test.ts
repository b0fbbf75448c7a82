import assert from "node:assert/strict";
import { action, disconnect, flow, say } from "../../flows.js";
import { contactInFlow, visited } from "../contact-in-flow.js";

const transfer = action(
  "transfer",
  "TransferContactToQueue",
  {},
  { next: "error", errors: { QueueAtCapacity: "full", NoMatchingError: "error" } },
);
const ends = [disconnect("full"), say("error", "There is nobody.", "full")];
const target = action("target", "UpdateContactTargetQueue", { QueueId: "sales" }, { next: "transfer" });

describe("TransferContactToQueue", () => {
  it("ends the flow and leaves the contact open in the target queue", () => {
    const { contact, clock } = contactInFlow(flow("queue", target, transfer, ...ends));
    assert.deepEqual(visited(contact), ["target", "transfer"]);
    assert.equal(contact.ended, undefined);
    assert.equal(contact.queue?.name, "sales");
    assert.equal(contact.queue?.enqueued, clock.now());
    assert.equal(contact.trace[1]?.result, "queued in sales");
  });

  it("does not follow NextAction, which exports fill in with an error branch", () => {
    const { contact, clock } = contactInFlow(flow("queue", target, transfer, ...ends));
    clock.advance(3_600_000);
    assert.equal(contact.trace.at(-1)?.branch, undefined);
    assert.deepEqual(visited(contact), ["target", "transfer"]);
  });

  it("takes the error branch without a target queue", () => {
    const { contact } = contactInFlow(flow("queue", transfer, ...ends));
    assert.deepEqual(visited(contact), ["transfer", "error", "full"]);
    assert.equal(contact.queue, undefined);
  });

  it("takes the error branch when the contact is in a queue already", () => {
    const queue = { kind: "queue", id: "first", arn: "arn:first", name: "first", enqueued: 0 } as const;
    const { contact } = contactInFlow(flow("queue", target, transfer, ...ends), {
      before: (contact) => {
        contact.queue = queue;
      },
    });
    assert.deepEqual(visited(contact), ["target", "transfer", "error", "full"]);
    assert.equal(contact.queue, queue);
  });

  it("lets the queued contact expire as any other", () => {
    const { contact, clock } = contactInFlow(flow("queue", target, transfer, ...ends));
    clock.advance(1500 * 60_000);
    assert.equal(contact.ended?.reason, "EXPIRED");
  });
});
