import type { FlowType } from "../action-type.js";
import { memberOf } from "../json-tree.js";
import type { LintedAction, LintedFlow } from "./linted-flow.js";
import { listed, named, type Rule } from "./rule.js";

/** What stands in a flow of a type that does not have it. */
export const placement: readonly Rule[] = [
  {
    id: "misplaced-action",
    severity: "error",
    description: "An action is not allowed in a flow of this type",
    check(flow, report) {
      if (!flow.flowType) {
        const clash = clashOf(flow);
        if (clash) {
          const [action, allowed] = clash;
          report(
            action.typeSpan,
            `No flow type allows ${named(action)} together with the actions before it, which need ${listed(allowed, "or")}.`,
            "Move it to a flow of another type.",
            action,
          );
        }
        return;
      }
      for (const action of flow.actions) {
        const allowed = action.definition?.flowTypes;
        if (!allowed || allowed.includes(flow.flowType)) continue;
        report(
          action.typeSpan,
          `${named(action)} is not allowed in a flow of the type ${flow.flowType}; it is in ${listed(allowed, "or")}.`,
          "Move it to a flow of such a type, or publish this flow as one.",
          action,
        );
      }
    },
  },
  {
    id: "misplaced-settings",
    severity: "error",
    description: "A flow module lacks Settings, or a flow that is no module has it",
    check(flow, report) {
      const settings = memberOf(flow.root, "Settings");
      const ending = flow.actions.find(({ type }) => type === "EndFlowModuleExecution");
      if (settings && flow.flowType && flow.flowType !== "MODULE" && !ending) {
        report(
          settings.keySpan,
          "Settings belongs to flow modules; the service refuses it in a flow.",
          "Take Settings out, or publish it as a module.",
        );
      }
      if (!settings && flow.root && (flow.flowType === "MODULE" || (!flow.flowType && ending))) {
        report(
          { start: flow.root.start, end: flow.root.start + 1 },
          "Settings is missing, which a flow module has to have.",
          'Add "Settings" with InputParameters, OutputParameters and Transitions, as the console writes it.',
        );
      }
    },
  },
];

/** The first action that leaves no flow type for all, and what was left before it. What has no Settings is no module. */
function clashOf({ actions, root }: LintedFlow): readonly [LintedAction, readonly FlowType[]] | undefined {
  const isModule = memberOf(root, "Settings") !== undefined;
  let left: readonly FlowType[] | undefined;
  for (const action of actions) {
    const allowed = action.definition?.flowTypes?.filter((type) => isModule || type !== "MODULE");
    if (!allowed || allowed.length === 0) continue;
    const both: readonly FlowType[] = left?.filter((type) => allowed.includes(type)) ?? allowed;
    if (left && both.length === 0) return [action, left];
    left = both;
  }
  return undefined;
}
