import { formOf } from "../flow/action-type.js";
import { chatPaths } from "../flow/lint/chat-paths.js";
import { lintFlow } from "../flow/lint/index.js";
import type { Edge, LintedAction, LintedFlow } from "../flow/lint/linted-flow.js";
import type { RunFlow } from "./run.js";

/** Why `NextAction` is no branch where the service wants one all the same. */
export const filler = "NextAction is filler on this type";

const noChatTakes = "no chat takes it";
const secondOfItsKind = "one before it is the same";

/** Whether `NextAction` is more than what the service wants there. */
function countsAsBranch({ definition, parameterValues, conditions, errors }: LintedAction): boolean {
  const success = definition ? formOf(definition, parameterValues).success : "next";
  if (success === "result") return conditions.length === 0 && errors.length === 0;
  const elsewhere = conditions.length > 0 && errors.some(({ errorType }) => errorType === "NoMatchingCondition");
  return success === "next" && !elsewhere;
}

/** Branches that no chat takes, and why. */
export function barredEdges(flow: RunFlow, read: LintedFlow): ReadonlyMap<Edge, string> {
  const never = neverTrue(flow, read);
  const paths = chatPaths(read);
  const barred = new Map<Edge, string>();
  for (const action of read.actions) {
    const possible = new Set(paths.from(action).map(({ edge }) => edge));
    const seen = new Set<string>();
    for (const edge of action.edges) {
      const same = keyOf([edge.kind, edge.label]);
      const why =
        (edge.kind === "next" && !countsAsBranch(action) ? filler : undefined) ??
        (seen.has(same) ? secondOfItsKind : undefined) ??
        never.get(edge) ??
        (possible.has(edge) ? undefined : noChatTakes);
      seen.add(same);
      if (why !== undefined) barred.set(edge, why);
    }
  }
  return barred;
}

/** Conditions that are never true, or never before one that comes first, and why. */
function neverTrue({ content }: RunFlow, { actions, regionOf }: LintedFlow): ReadonlyMap<Edge, string> {
  const findings = lintFlow(content, { rules: new Set(["never-matching-condition", "condition-never-taken"]) });
  const rules = new Map(findings.map(({ rule, region }) => [keyOf(Object.values(region)), rule] as const));
  const never = new Map<Edge, string>();
  if (rules.size === 0) return never;
  for (const { edge, operandsSpan } of actions.flatMap(({ conditions }) => conditions)) {
    const rule = rules.get(keyOf(Object.values(regionOf(operandsSpan))));
    if (edge && rule) never.set(edge, rule === "condition-never-taken" ? "one before it is true first" : "never true");
  }
  return never;
}

/** What paths lead to: from the start, and from what was gone through. */
export function reachable(
  { start, byIdentifier }: LintedFlow,
  edgesFrom: (action: LintedAction) => readonly Edge[],
  fromStart = true,
  gone: readonly LintedAction[] = [],
): ReadonlySet<LintedAction> {
  const reached = new Set(start && fromStart ? [start, ...gone] : gone);
  for (const action of reached) {
    for (const { target } of edgesFrom(action)) {
      const next = byIdentifier.get(target);
      if (next) reached.add(next);
    }
  }
  return reached;
}

function keyOf(parts: readonly unknown[]): string {
  return JSON.stringify(parts);
}
