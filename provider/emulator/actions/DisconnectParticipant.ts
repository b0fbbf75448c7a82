import type { ActionContext, Effect } from "../flow-run.js";

/** Ends the chat. AWS publishes no whisper flow with it; one that has it all the same is over, and the chat goes on. */
export function DisconnectParticipant({ contact, part }: Pick<ActionContext, "contact" | "part">): Effect {
  if (part === "agentWhisper" || part === "customerWhisper") return { kind: "finished", result: "flow ended" };
  contact.end("CONTACT_FLOW_DISCONNECT");
  return { kind: "finished", result: "disconnected" };
}
