import { chatErrorOf } from "../../flow/action-type.js";
import { actionTypes } from "../../flow/action-types.js";
import type { ActionHandler } from "../flow-run.js";

/** What chat does not show: it succeeds. */
const succeed: ActionHandler = () => ({ kind: "success" });

/** What chat does not have. */
function fail(type: string, errorType: string): ActionHandler {
  return ({ warn }) => {
    warn(`${type} is not for chat.`);
    return { kind: "error", errorType };
  };
}

/** The action types that do on chat what their row in the table of the flow language says, and nothing else. */
export const onChat: readonly (readonly [type: string, handler: ActionHandler])[] = [...actionTypes].flatMap(
  ([type, row]) => {
    if (row.chat === "works") return [];
    const succeeds = row.chat === "unseen" || row.chat === "no effect";
    return [[type, succeeds ? succeed : fail(type, chatErrorOf(row, {}) ?? "NoMatchingError")] as const];
  },
);
