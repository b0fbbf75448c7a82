import type { ActionContext, Effect } from "../flow-run.js";
import { speak } from "./speech.js";

const longestText = 6000;

/** Sends Text to the customer. SSML, prompts and media are for voice: on chat they take the error branch. */
export function MessageParticipant({
  action,
  parameters,
  contact,
  part,
  warn,
}: Pick<ActionContext, "action" | "parameters" | "contact" | "part" | "warn">): Effect {
  const { Text: text } = parameters;
  if (typeof text === "string" && text.trim() !== "" && text.length <= longestText) {
    speak(contact, part, text);
    return { kind: "success" };
  }
  warn(reasonAgainst(parameters));
  return action.transitions.errors.length > 0 ? { kind: "error", errorType: "NoMatchingError" } : { kind: "success" };
}

function reasonAgainst({
  Text: text,
  SSML: ssml,
  PromptId: prompt,
  Media: media,
}: ActionContext["parameters"]): string {
  if (typeof text === "string" && text.length > longestText) return `Text has more than ${longestText} characters.`;
  if (typeof text === "string") return "Text is empty.";
  const voiceOnly =
    ssml !== undefined ? "SSML" : prompt !== undefined ? "PromptId" : media !== undefined ? "Media" : "";
  return voiceOnly ? `${voiceOnly} is for voice; chat has no words for it.` : "There is no Text.";
}
