import type { ActionContext, Effect } from "../flow-run.js";

/** Which agents may take the contact. The emulator's agents have no proficiencies: anybody of the queue takes it. */
export function UpdateContactRoutingCriteria({ parameters, warn }: Pick<ActionContext, "parameters" | "warn">): Effect {
  if (parameters.RoutingCriteria === undefined) return { kind: "error", errorType: "NoMatchingError" };
  warn("Agents have no proficiencies here; any agent of the queue takes the contact.");
  return { kind: "success" };
}
