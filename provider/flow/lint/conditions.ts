import type { ConditionRule } from "../action-type.js";
import { operators } from "../branch.js";
import { plain } from "../json-tree.js";
import { nearest } from "../nearest.js";
import type { ConditionEntry, LintedAction } from "./linted-flow.js";
import { staticCondition } from "./operands.js";
import { listed, named, quoted, type Report, type Rule } from "./rule.js";

/** Conditions, against what the service demands and takes. */
export const conditions: readonly Rule[] = [
  {
    id: "missing-condition",
    severity: "error",
    description: "An action lacks a condition that the service demands",
    check({ actions }, report) {
      for (const action of actions) {
        const rule = action.form?.conditions;
        if (!rule) continue;
        const missing = demanded(rule, action).filter((operand) => !tests(action, operand));
        const at = action.transitions?.keySpan ?? action.typeSpan;
        const first = `{ "Condition": { "Operator": "Equals", "Operands": [${JSON.stringify(missing[0])}] }, "NextAction": … }`;
        if (missing.length > 0) {
          report(
            at,
            `${named(action)} has no condition for ${listed(missing)}, which the service demands.`,
            `Add ${first} to Transitions.Conditions${missing.length > 1 ? ", and so on" : ""}.`,
            action,
          );
        } else if (action.conditions.length < (rule.least ?? 0)) {
          report(
            at,
            `${named(action)} has no condition; the service demands ${rule.least}.`,
            `Add a condition with ${listed(rule.operators, "or")}.`,
            action,
          );
        }
      }
    },
  },
  {
    id: "refused-condition",
    severity: "error",
    description: "A condition has an operator or an operand that its action does not take",
    check({ actions }, report) {
      for (const action of actions) {
        const { form, conditions: entries } = action;
        if (form?.success === "ends") continue;
        if (form && !form.conditions && !action.definition?.open) {
          const [first] = entries;
          if (first) report(first, `${named(action)} takes no conditions.`, withoutConditions, action);
          continue;
        }
        for (const entry of entries) judge(entry, action, report);
      }
    },
  },
];

const withoutConditions = "Take them out, and branch on the outcome with Compare after it.";

function demanded(rule: ConditionRule, action: LintedAction): readonly string[] {
  const events = rule.requiredBy === undefined ? [] : action.parameterValues[rule.requiredBy];
  const further = Array.isArray(events) ? events.filter((event): event is string => typeof event === "string") : [];
  return [...(rule.required ?? []), ...further.filter((event) => event !== "" && rule.operands?.includes(event))];
}

function tests({ conditions: entries }: LintedAction, operand: string): boolean {
  return entries.some((entry) => entry.operands.some((node) => plain(node) === operand));
}

function judge(entry: ConditionEntry, action: LintedAction, report: Report): void {
  const { operator, operatorSpan, operands, operandsSpan } = entry;
  if (operator === undefined) return;
  const rule = action.form?.conditions;
  if (!operators.has(operator)) {
    const near = nearest(operator, operators);
    report(
      operatorSpan,
      `${named(action)}: there is no operator ${quoted(operator)}.`,
      near ? `Did you mean ${quoted(near)}?` : `There are ${listed([...operators])}; conditions do not nest.`,
      action,
    );
    return;
  }
  if (rule && !rule.operators.includes(operator)) {
    report(
      operatorSpan,
      `${named(action)} does not take the operator ${operator}.`,
      `Write ${listed(rule.operators, "or")}.`,
      action,
    );
    return;
  }
  const value = operands[0] && plain(operands[0]);
  if (operands.length !== 1 || typeof value === "object") {
    report(
      operandsSpan,
      `${named(action)}: a condition has ${operands.length === 1 ? "an operand that is no text" : `${operands.length} operands`}; the service takes exactly one, a text.`,
      "Make it one condition for each operand.",
      action,
    );
    return;
  }
  const known = staticCondition(entry);
  if (!rule?.operands || !known || known.operand === "" || rule.operands.includes(known.operand)) return;
  const near = nearest(known.operand, rule.operands);
  const isCount = rule.operands.every((operand) => !Number.isNaN(Number(operand)));
  if (near === undefined && !isCount) return;
  report(
    operandsSpan,
    isCount
      ? `${named(action)} compares with ${listed(rule.operands)} only, not with ${quoted(known.operand)}.`
      : `${named(action)} never has the result ${quoted(known.operand)}.`,
    near === undefined ? `Write ${listed(rule.operands, "or")}.` : `Did you mean ${quoted(near)}?`,
    action,
  );
}
