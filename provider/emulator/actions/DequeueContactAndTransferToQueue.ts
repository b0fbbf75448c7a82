import type { ActionContext, Effect } from "../flow-run.js";
import { queueOfTarget, targetQueueOf } from "./target-queue.js";

/** From a customer queue flow into another queue, in a next contact; the flow ends. Without a queue it is the target queue. */
export function DequeueContactAndTransferToQueue({
  parameters,
  contact,
  instance,
  life,
  part,
  warn,
}: Pick<ActionContext, "parameters" | "contact" | "instance" | "life" | "part" | "warn">): Effect {
  const named = parameters.QueueId !== undefined || parameters.AgentId !== undefined;
  const target = named ? targetQueueOf(instance, parameters) : contact.targetQueue;
  const queue = target && queueOfTarget(instance, target);
  const reason =
    part !== "customerQueue" || !contact.queue
      ? "Only a customer queue flow can take a contact out of its queue."
      : !target
        ? "The instance has no such queue."
        : !life.canTransfer
          ? "The chat has gone through as many contacts as AWS allows."
          : queue?.status === "DISABLED"
            ? `The queue ${target.name} is disabled.`
            : undefined;
  if (!target || reason) {
    warn(reason ?? "");
    return { kind: "error", errorType: "NoMatchingError" };
  }
  if (queue && life.queues.isFull(queue)) return { kind: "error", errorType: "QueueAtCapacity" };
  return { kind: "moved", result: `moved to ${target.name}`, target };
}
