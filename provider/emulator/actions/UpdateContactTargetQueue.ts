import type { ActionContext, Effect } from "../flow-run.js";
import { targetQueueOf } from "./target-queue.js";

/** Sets the queue, or the agent, for a later transfer. */
export function UpdateContactTargetQueue({
  parameters,
  contact,
  instance,
  warn,
}: Pick<ActionContext, "parameters" | "contact" | "instance" | "warn">): Effect {
  const target = targetQueueOf(instance, parameters);
  if (!target) {
    warn("The instance has no such queue.");
    return { kind: "error", errorType: "NoMatchingError" };
  }
  contact.targetQueue = target;
  return { kind: "success" };
}
