import { memberOf, memberValue } from "../json-tree.js";
import type { LintedAction, LintedFlow } from "./linted-flow.js";
import { named, type Rule } from "./rule.js";

/** Whether transitions stand where the service wants them. */
export const transitions: readonly Rule[] = [
  {
    id: "missing-next-action",
    severity: "error",
    description: "An action that does not end the flow has no NextAction",
    check({ actions }, report) {
      for (const action of actions) {
        const { definition, form, next, transitions: holder } = action;
        if (!definition || definition.nextOptional || form?.success === "ends") continue;
        if (memberValue(holder?.value, "NextAction") && next?.target !== "") continue;
        const mirrored = action.errors.find(({ edge }) => edge)?.edge;
        report(
          holder?.keySpan ?? action.typeSpan,
          `${named(action)} has no NextAction; the service wants one even where no branch follows it.`,
          form?.success === "next" || !mirrored
            ? "Say where the flow goes on."
            : `Repeat the target of a branch, as the console does: "NextAction": ${JSON.stringify(mirrored.target)}.`,
          action,
        );
      }
    },
  },
  {
    id: "transitions-after-end",
    severity: "error",
    description: "An action that ends the flow has transitions",
    check({ actions }, report) {
      for (const action of actions) {
        const { transitions: holder } = action;
        if (action.form?.success !== "ends" || holder?.value.kind !== "object") continue;
        if (action.edges.length === 0 && !memberOf(holder.value, "NextAction")) continue;
        report(
          holder.keySpan,
          `${named(action)} ends the flow, and has transitions, which the service refuses.`,
          'Write "Transitions": {}.',
          action,
        );
      }
    },
  },
  {
    id: "unreachable-action",
    severity: "warning",
    description: "No path leads to an action",
    check(flow, report) {
      if (!flow.start) return;
      const reached = reachable(flow, flow.start);
      for (const action of flow.actions) {
        if (reached.has(action) || action.identifier === undefined) continue;
        if (flow.byIdentifier.get(action.identifier) !== action) continue;
        report(
          action.identifierSpan,
          `No path from the start leads to ${named(action)}.`,
          "Lead to it, or take it out.",
          action,
        );
      }
    },
  },
];

function reachable({ byIdentifier }: LintedFlow, start: LintedAction): ReadonlySet<LintedAction> {
  const reached = new Set([start]);
  for (const { edges } of reached) {
    for (const { target } of edges) {
      const next = byIdentifier.get(target);
      if (next) reached.add(next);
    }
  }
  return reached;
}
