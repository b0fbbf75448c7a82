import type { ActionContext, Effect } from "../flow-run.js";

/** The contact's turn in its queue: a priority (1 is best), or seconds by which it counts as waiting longer. */
export function UpdateContactRoutingBehavior({
  parameters,
  contact,
}: Pick<ActionContext, "parameters" | "contact">): Effect {
  const { QueuePriority: priority, QueueTimeAdjustmentSeconds: seconds } = parameters;
  if (priority !== undefined && Number.isFinite(Number(priority))) contact.routing.priority = Number(priority);
  if (seconds !== undefined && Number.isFinite(Number(seconds))) contact.routing.adjustmentSeconds = Number(seconds);
  return { kind: "success" };
}
