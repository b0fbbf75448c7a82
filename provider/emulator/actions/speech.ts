import type { Contact } from "../contact.js";
import type { FlowPart } from "../flow-run.js";
import { interactiveProblems, sendInteractive } from "../interactive.js";

/**
 * The flow's voice: a message of the system, interactive where the text is one and the chat supports it, else as
 * `behaviour.flowText` says where the chat supports that. In a
 * customer's whisper only the customer hears it, and no transcript has it; an agent's whisper is for the agent alone.
 */
export function speak(contact: Contact, part: FlowPart, text: string): void {
  const { chat } = contact;
  contact.lambdaSeconds = 0;
  if (part === "agentWhisper") return;
  if (part === "customerWhisper") {
    chat.whisper(chat.customer, text);
    return;
  }
  const interactive = text.trimStart().startsWith("{") && interactiveProblems(text).length === 0;
  if (interactive && "item" in sendInteractive(chat, chat.system, text)) return;
  const { flowText } = chat.behaviour;
  const supported = chat.request.SupportedMessagingContentTypes?.includes(flowText);
  contact.say(chat.system, supported ? flowText : "text/plain", text);
}
