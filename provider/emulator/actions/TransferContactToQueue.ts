import type { ActionContext, Effect } from "../flow-run.js";
import { queueOfTarget } from "./target-queue.js";

/** Ends this flow and leaves the contact in the target queue; without one that works, or queued already, the error branch. */
export function TransferContactToQueue({
  contact,
  instance,
  life,
  warn,
}: Pick<ActionContext, "contact" | "instance" | "life" | "warn">): Effect {
  const { targetQueue: target } = contact;
  const queue = target && queueOfTarget(instance, target);
  const reason = !target
    ? "No target queue is set."
    : contact.queue
      ? "The contact is in a queue already."
      : queue?.status === "DISABLED"
        ? `The queue ${target.name} is disabled.`
        : undefined;
  if (!target || reason) {
    warn(reason ?? "");
    return { kind: "error", errorType: "NoMatchingError" };
  }
  if (queue && life.queues.isFull(queue)) return { kind: "error", errorType: "QueueAtCapacity" };
  life.enter(target);
  return { kind: "finished", result: `queued in ${target.name}` };
}
