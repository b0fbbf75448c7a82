import type { ActionContext, Effect } from "../flow-run.js";
import { textOf } from "../record.js";

/** The contact's turn in its queue: a priority (1 is best), or seconds by which it counts as waiting longer. */
export function UpdateContactRoutingBehavior({
  parameters,
  contact,
  warn,
}: Pick<ActionContext, "parameters" | "contact" | "warn">): Effect {
  const numberOf = (name: "QueuePriority" | "QueueTimeAdjustmentSeconds") => {
    const written = textOf(parameters[name] ?? "").trim();
    if (written !== "" && Number.isFinite(Number(written))) return Number(written);
    if (parameters[name] !== undefined) warn(`${name} is no number; it is passed over.`);
    return undefined;
  };
  contact.routing.priority = numberOf("QueuePriority") ?? contact.routing.priority;
  contact.routing.adjustmentSeconds = numberOf("QueueTimeAdjustmentSeconds") ?? contact.routing.adjustmentSeconds;
  return { kind: "success" };
}
