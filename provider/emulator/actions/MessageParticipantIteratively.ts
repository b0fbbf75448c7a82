import type { ActionContext, Effect } from "../flow-run.js";

/** Loop prompts are for voice: the error branch, and without one the flow is over and the contact goes on waiting. */
export function MessageParticipantIteratively({ action, warn }: Pick<ActionContext, "action" | "warn">): Effect {
  warn("MessageParticipantIteratively is not for chat.");
  if (action.transitions.errors.length > 0) return { kind: "error", errorType: "NoMatchingError" };
  return { kind: "finished", result: "flow ended" };
}
