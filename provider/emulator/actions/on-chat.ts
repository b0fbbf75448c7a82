import { actionTypes } from "../../flow/action-types.js";
import type { ActionHandler } from "../flow-run.js";

/** What chat does not show: it succeeds. */
const succeed: ActionHandler = () => ({ kind: "success" });

/** What chat does not have: the error that says so, where the type has one of its own. */
const errorTypes: Readonly<Record<string, string>> = {
  UpdateContactCallbackNumber: "InvalidCallbackNumber",
};

function fail(type: string): ActionHandler {
  return ({ warn }) => {
    warn(`${type} is not for chat.`);
    return { kind: "error", errorType: errorTypes[type] ?? "NoMatchingError" };
  };
}

/** The action types that do on chat what their row in the table of the flow language says, and nothing else. */
export const onChat: readonly (readonly [type: string, handler: ActionHandler])[] = [...actionTypes].flatMap(
  ([type, { chat }]) => {
    if (chat === "works") return [];
    return [[type, chat === "unseen" || chat === "no effect" ? succeed : fail(type)] as const];
  },
);
