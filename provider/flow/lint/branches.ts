import { nearest } from "../nearest.js";
import type { LintedAction } from "./linted-flow.js";
import { listed, named, quoted, type Report, type Rule } from "./rule.js";

/** Error branches, against what the service demands and takes. */
export const branches: readonly Rule[] = [
  {
    id: "missing-branch",
    severity: "error",
    description: "An action lacks an error branch that the service demands",
    check({ actions }, report) {
      for (const action of actions) {
        tellMissing(action, lacking(action, "required"), "which the service demands", report);
      }
    },
  },
  {
    id: "undeclared-branch",
    severity: "warning",
    description: "An action lacks an error branch that it can take, and the service does not demand",
    check({ actions }, report) {
      for (const action of actions) {
        const missing = lacking(action, "expected");
        if (action.conditions.length > 0) {
          missing.push(...lacking(action, "allowed").filter((name) => name === "NoMatchingCondition"));
        }
        tellMissing(action, missing, "which it can take", report);
      }
    },
  },
  {
    id: "refused-branch",
    severity: "error",
    description: "An action has an error branch that its type does not have, or the same one twice",
    check({ actions }, report) {
      for (const action of actions) {
        const seen = new Set<string>();
        for (const { errorType, errorTypeSpan } of action.errors) {
          if (errorType === undefined) continue;
          if (seen.has(errorType)) {
            report(
              errorTypeSpan,
              `${named(action)} has the branch ${quoted(errorType)} twice.`,
              "Take one of them out.",
              action,
            );
          }
          seen.add(errorType);
          const { form, definition } = action;
          if (!form || form.success === "ends" || definition?.open || Object.hasOwn(form.errors, errorType)) continue;
          const known = Object.keys(form.errors);
          const near = nearest(
            errorType,
            known.filter((name) => !action.errors.some((entry) => entry.errorType === name)),
          );
          report(
            errorTypeSpan,
            `${named(action)} has a branch ${quoted(errorType)}, which the service refuses here.`,
            near
              ? `Did you mean ${quoted(near)}?`
              : known.length === 0
                ? "Take it out; the type has no error branches."
                : `Take it out; the type has ${listed(known)}${definition?.variants ? " with these parameters" : ""}.`,
            action,
          );
        }
      }
    },
  },
];

function lacking({ form, errors }: LintedAction, need: string): string[] {
  return Object.entries(form?.errors ?? {})
    .filter(([name, its]) => its === need && !errors.some(({ errorType }) => errorType === name))
    .map(([name]) => name);
}

function tellMissing(action: LintedAction, missing: readonly string[], why: string, report: Report): void {
  if (missing.length === 0) return;
  report(
    action.transitions?.keySpan ?? action.typeSpan,
    `${named(action)} has no branch for ${listed(missing)}, ${why}.`,
    `Add { "ErrorType": ${JSON.stringify(missing[0])}, "NextAction": … } to Transitions.Errors${missing.length > 1 ? ", and so on" : ""}.`,
    action,
  );
}
