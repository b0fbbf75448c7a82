import type { ActionContext, Effect } from "../flow-run.js";
import { targetQueueOf } from "./target-queue.js";

/** From a customer queue flow into another queue, in a next contact; the flow ends. */
export function DequeueContactAndTransferToQueue({
  parameters,
  contact,
  instance,
  life,
  part,
  warn,
}: Pick<ActionContext, "parameters" | "contact" | "instance" | "life" | "part" | "warn">): Effect {
  const target = targetQueueOf(instance, parameters);
  const reason =
    part !== "customerQueue" || !contact.queue
      ? "Only a customer queue flow can take a contact out of its queue."
      : !target
        ? "The instance has no such queue."
        : !life.canTransfer
          ? "The chat has gone through as many contacts as AWS allows."
          : undefined;
  if (!target || reason) {
    warn(reason ?? "");
    return { kind: "error", errorType: "NoMatchingError" };
  }
  const queue = target.kind === "agent" ? instance.agentQueue(target.id) : instance.queue(target.id);
  if (queue && life.queues.isFull(queue)) return { kind: "error", errorType: "QueueAtCapacity" };
  return { kind: "moved", result: `moved to ${target.name}`, target };
}
