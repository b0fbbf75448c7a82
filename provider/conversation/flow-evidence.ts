import type { ConversationFailureOptions } from "./failure.js";
import type { ContactState } from "./target.js";

const mostWarnings = 5;

/**
 * What a failure tells of the flow: the action that it waits in where that one talks by itself, as a bot or a view
 * does, else the last that it took; and what the emulator warned of before.
 */
export function flowEvidence({
  trace = [],
  pending,
}: ContactState = {}): Pick<ConversationFailureOptions, "lastAction" | "warnings"> {
  const lastAction = pending && pending.type !== "Wait" ? pending : trace.at(-1);
  const warnings = new Set(trace.flatMap((action) => action.warnings));
  for (const own of lastAction?.warnings ?? []) warnings.delete(own);
  return { lastAction, warnings: [...warnings].slice(0, mostWarnings) };
}
