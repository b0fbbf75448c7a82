import type { Effect } from "../flow-run.js";

/** Ends the flow: with an inbound or disconnect flow the chat; in a queue or whisper the contact stays. */
export function EndFlowExecution(): Effect {
  return { kind: "finished", result: "flow ended" };
}
