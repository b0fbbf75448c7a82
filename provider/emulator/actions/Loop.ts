import type { ActionContext, Effect } from "../flow-run.js";

/** `ContinueLooping` LoopCount times (0 to 100), then `DoneLooping` once, then from the start. */
export function Loop({
  action,
  parameters,
  contact,
}: Pick<ActionContext, "action" | "parameters" | "contact">): Effect {
  const written = String(parameters.LoopCount).trim();
  const limit = Number(written);
  if (written === "" || !Number.isInteger(limit) || limit < 0 || limit > 100) {
    return { kind: "error", errorType: "NoMatchingError" };
  }
  const count = contact.loopCounts.get(action.identifier) ?? 0;
  if (count >= limit) {
    contact.loopCounts.delete(action.identifier);
    return { kind: "result", value: "DoneLooping" };
  }
  contact.loopCounts.set(action.identifier, count + 1);
  return { kind: "result", value: "ContinueLooping" };
}
