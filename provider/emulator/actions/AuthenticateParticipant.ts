import type { ActionContext, Effect } from "../flow-run.js";

/** Signs the customer in by an identity provider, which the emulator does not have: the error branch. */
export function AuthenticateParticipant({ warn }: Pick<ActionContext, "warn">): Effect {
  warn("There is no identity provider here.");
  return { kind: "error", errorType: "NoMatchingError" };
}
