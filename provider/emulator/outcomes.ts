import type { Outcome } from "../flow/branch.js";

/** What an action is to come to: an error, or a result that conditions look at. */
export type DecidedOutcome = { readonly error: string } | { readonly result: string | number };

/** Outcomes by identifier; throws a `TypeError` for what is none. */
export function outcomesOf(decided: Readonly<Record<string, DecidedOutcome>>): ReadonlyMap<string, Outcome> {
  return new Map(Object.entries(decided).map(([identifier, outcome]) => [identifier, outcomeOf(identifier, outcome)]));
}

function outcomeOf(identifier: string, decided: Partial<Record<"error" | "result", unknown>>): Outcome {
  const { error, result } = decided ?? {};
  if (typeof error === "string") return { kind: "error", errorType: error };
  if (typeof result === "string" || typeof result === "number") return { kind: "result", value: result };
  throw new TypeError(`The outcome of ${identifier} is { "error": … } or { "result": … }.`);
}
