import type { ActionContext, Effect } from "../flow-run.js";

/** Ends the flow, and with an inbound flow the chat. */
export function EndFlowExecution({ contact }: Pick<ActionContext, "contact">): Effect {
  contact.end("CONTACT_FLOW_DISCONNECT");
  return { kind: "finished", result: "flow ended" };
}
