import type { ActionHandler } from "../flow-run.js";

const succeed: ActionHandler = () => ({ kind: "success" });

/** Action types that succeed on chat and change nothing that a customer sees. */
export const withoutEffect: Readonly<Record<string, ActionHandler>> = {
  UpdateContactRecordingBehavior: succeed,
  UpdateFlowLoggingBehavior: succeed,
};
