import type { Outcome } from "../flow/branch.js";
import type { FlowDocument } from "../flow/document.js";
import { nearest } from "../flow/nearest.js";

/** What an action is to come to: an error, or a result that conditions look at. */
export type DecidedOutcome = { readonly error: string } | { readonly result: string | number };

/** Outcomes by identifier; throws a `TypeError` for what is none, and where there is no such action in any document. */
export function outcomesOf(
  decided: Readonly<Record<string, DecidedOutcome>>,
  documents?: readonly FlowDocument[],
): ReadonlyMap<string, Outcome> {
  if (documents) refuseUnknown(Object.keys(decided), documents);
  return new Map(Object.entries(decided).map(([identifier, outcome]) => [identifier, outcomeOf(identifier, outcome)]));
}

function refuseUnknown(identifiers: readonly string[], documents: readonly FlowDocument[]): void {
  const known = new Set(documents.flatMap(({ actions }) => [...actions.keys()]));
  const unknown = identifiers.filter((identifier) => !known.has(identifier));
  if (unknown.length === 0) return;
  const told = unknown.map((identifier) => {
    const meant = nearest(identifier, known);
    return `${identifier}${meant === undefined ? "" : ` (did you mean ${meant}?)`}`;
  });
  throw new TypeError(`No flow has the action ${told.join(", ")}.`);
}

function outcomeOf(identifier: string, decided: Partial<Record<"error" | "result", unknown>>): Outcome {
  const { error, result } = decided ?? {};
  if (typeof error === "string") return { kind: "error", errorType: error };
  if (typeof result === "string" || typeof result === "number") return { kind: "result", value: result };
  throw new TypeError(`The outcome of ${identifier} is { "error": … } or { "result": … }.`);
}
