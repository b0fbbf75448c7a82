import { ChatCheckError } from "../errors.js";
import type { CheckPlan } from "./plan.js";

const shortest = 3;
const ownWords = new Set(["chat-check", "text/plain"]);

/** The same error without a word of what the customer says or must hear, which AWS may have repeated in its own. */
export function redacted(error: ChatCheckError, plan: CheckPlan): ChatCheckError {
  const { ParticipantDetails, Attributes, InitialMessage, SegmentAttributes, CustomerId } = plan.request;
  const inputs = [
    ParticipantDetails,
    Attributes,
    InitialMessage,
    SegmentAttributes,
    CustomerId,
    plan.expectFirstMessage,
  ];
  const secrets = textsIn(inputs)
    .filter((text) => text.length >= shortest && !ownWords.has(text))
    .sort((a, b) => b.length - a.length);
  const hide = (text: string) => secrets.reduce((rest, secret) => rest.replaceAll(secret, "(left out)"), text);
  const { code, message, hint, answer } = error;
  return new ChatCheckError({
    code,
    message: hide(message),
    hint: hide(hint),
    answer: answer && { ...answer, message: hide(answer.message) },
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
