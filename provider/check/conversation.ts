import type { Chat } from "../chat/chat.js";
import type { Surroundings } from "../chat/surroundings.js";
import { tookTooLong } from "../conversation/converse.js";
import { ConversationFailure } from "../conversation/failure.js";
import { NotHere, Talk } from "../conversation/talk.js";
import type { Target } from "../conversation/target.js";
import type { CheckInput } from "./input.js";

type Conversation = NonNullable<CheckInput["conversation"]>;

/** The chat that a check has opened. */
export interface OpenedChat {
  readonly chat: Chat;
  readonly contactId: string;
  readonly target: Target;
  readonly surroundings: Surroundings;
  readonly signal: AbortSignal;
  /** Told of the talk, which wants to know what the chat hears. */
  readonly talks: (talk: Talk) => void;
}

/** Holds the conversation of a check to its end, within its own `timeout`; answers a sentence for the verdict. */
export async function held(
  conversation: Conversation,
  { chat, contactId, target, surroundings, signal: outer, talks }: OpenedChat,
): Promise<string> {
  const { name = "the conversation", folder = ".", variables, stepTimeLimit, timeout } = conversation;
  const limit = new AbortController();
  const signal = AbortSignal.any([outer, limit.signal]);
  const talk = new Talk(chat, contactId, target, surroundings, signal, { name, folder, variables, stepTimeLimit });
  talks(talk);
  const stopTimer =
    timeout === undefined
      ? () => {}
      : surroundings.after(timeout * 1000, () => limit.abort(tookTooLong(name, timeout)));
  try {
    return await verdict(talk, conversation);
  } catch (cause) {
    const isOver = limit.signal.aborted && signal.reason === limit.signal.reason;
    throw isOver && !(cause instanceof ConversationFailure) ? talk.failureOf(signal.reason) : cause;
  } finally {
    stopTimer();
  }
}

async function verdict(talk: Talk, { steps }: Conversation): Promise<string> {
  const skipped: string[] = [];
  for (const [index, step] of steps.entries()) {
    await talk.step(step).catch((cause: unknown) => {
      if (!(cause instanceof NotHere)) throw cause;
      skipped.push(`step ${index + 1}: ${cause.message}`);
    });
  }
  await talk.finish();
  const all = steps.length;
  if (skipped.length === 0) return `The conversation held, all ${all} steps of it.`;
  return `The conversation held, ${all - skipped.length} of ${all} steps of it. Left out: ${skipped.join(" ")}`;
}
