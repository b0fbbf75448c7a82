import { actionTypes, misnomers } from "../action-types.js";
import { nearest } from "../nearest.js";
import type { LintedAction } from "./linted-flow.js";
import { named, quoted, type Rule } from "./rule.js";

/** Types of actions that the flow language does not have. */
export const actionNames: readonly Rule[] = [
  {
    id: "misnamed-action-type",
    severity: "error",
    description: "An action has a type that there is not, and it is clear which one is meant",
    check({ actions }, report) {
      for (const [action, meant] of strangers(actions)) {
        if (meant === undefined) continue;
        report(
          action.typeSpan,
          `${named(action)} has a type that the flow language does not have.`,
          `Write ${quoted(meant)}, and give it the parameters and branches of that type.`,
          action,
        );
      }
    },
  },
  {
    id: "unknown-action-type",
    severity: "warning",
    description: "An action has a type that is not known here; what it does on chat is not looked at",
    check({ actions }, report) {
      for (const [action, meant] of strangers(actions)) {
        if (meant !== undefined) continue;
        report(
          action.typeSpan,
          `${named(action)} has a type that no documentation of the flow language names.`,
          "If it comes from an export, it is newer than this version; otherwise the service refuses it.",
          action,
        );
      }
    },
  },
];

/** Actions of types that there are not, with the type that is meant. */
function* strangers(actions: readonly LintedAction[]): Generator<readonly [LintedAction, string | undefined]> {
  const meanings = new Map<string, string | undefined>();
  for (const action of actions) {
    const { type, definition } = action;
    if (type === undefined || definition) continue;
    if (!meanings.has(type)) meanings.set(type, misnomers.get(type) ?? nearest(type, actionTypes.keys()));
    yield [action, meanings.get(type)];
  }
}
