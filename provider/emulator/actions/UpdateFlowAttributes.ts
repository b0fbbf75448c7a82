import type { ActionContext, Effect } from "../flow-run.js";
import { record, textOf } from "../record.js";

/** Sets attributes that this flow alone sees: `{ FlowAttributes: { key: { Type, Value } } }`. */
export function UpdateFlowAttributes({
  parameters,
  flowAttributes,
}: Pick<ActionContext, "parameters" | "flowAttributes">): Effect {
  for (const [key, entry] of Object.entries(record(parameters.FlowAttributes))) {
    const value = typeof entry === "object" && entry !== null ? (entry as { Value?: unknown }).Value : entry;
    flowAttributes.set(key, textOf(value ?? ""));
  }
  return { kind: "success" };
}
