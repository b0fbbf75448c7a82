import type { Chat } from "../chat/chat.js";
import type { Surroundings } from "../chat/surroundings.js";
import { NotHere, Talk } from "../conversation/talk.js";
import type { Target } from "../conversation/target.js";
import type { CheckInput } from "./input.js";

type Conversation = NonNullable<CheckInput["conversation"]>;

/** The conversation of a check, in the chat that the check has opened. */
export function talkOf(
  { name = "the conversation", folder = ".", variables, stepTimeLimit }: Conversation,
  chat: Chat,
  contactId: string,
  target: Target,
  surroundings: Surroundings,
  signal: AbortSignal,
): Talk {
  return new Talk(chat, contactId, target, surroundings, signal, { name, folder, variables, stepTimeLimit });
}

/** Holds it to its end; answers a sentence for the verdict. */
export async function held(talk: Talk, { steps }: Conversation): Promise<string> {
  for (const [index, step] of steps.entries()) {
    try {
      await talk.step(step);
    } catch (cause) {
      if (!(cause instanceof NotHere)) throw cause;
      return `The conversation held up to step ${index}; ${cause.message} The rest was left out.`;
    }
  }
  await talk.finish();
  return `The conversation held, all ${steps.length} steps of it.`;
}
