import type { ActionContext, Effect } from "../flow-run.js";

/** Ends the chat. */
export function DisconnectParticipant({ contact }: Pick<ActionContext, "contact">): Effect {
  contact.end("CONTACT_FLOW_DISCONNECT");
  return { kind: "finished", result: "disconnected" };
}
