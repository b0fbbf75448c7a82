import * as v from "valibot";
import { untilAborted } from "../chat/abort.js";
import { Chat } from "../chat/chat.js";
import { processSurroundings, type Surroundings } from "../chat/surroundings.js";
import { ChatCheckError, problemList } from "../errors.js";
import { type Conversation, conversationDefaults, conversationSchema, type Values } from "./conversation.js";
import { ConversationFailure, type Place } from "./failure.js";
import { startRequest } from "./start.js";
import { NotHere, Talk } from "./talk.js";
import type { ContactState, Target } from "./target.js";
import { type TranscriptItem, wholeTranscript } from "./transcript.js";

export interface ConverseOptions {
  readonly surroundings?: Surroundings;
  /** Stops it from outside; the contact is ended all the same. */
  readonly signal?: AbortSignal;
  /** Folder that files of `attach` are relative to. Default: the working directory. */
  readonly folder?: string;
  /** Where a step stands, by its index from 0. */
  readonly place?: (step: number) => Place | undefined;
  /** The cells of a row. */
  readonly row?: Values;
}

/** A conversation that went as it says. */
export interface Held {
  readonly contactId: string;
  /** Everything that was seen. */
  readonly transcript: readonly TranscriptItem[];
  /** Milliseconds. */
  readonly duration: number;
  /** The steps that were passed over, and why: only an emulator can answer them. */
  readonly skipped?: string;
  /** What became of the contact by then, where an emulator tells. */
  readonly state?: ContactState;
}

/**
 * Holds a conversation: starts a chat, connects, does every step, and ends the contact whatever happens. Throws a
 * `ConversationFailure` at the first moment that decides, and takes no longer than its `timeout`, and the end of the
 * contact. Throws `INVALID_CONVERSATION` before anything is sent.
 */
export async function converse(
  conversation: Conversation,
  target: Target,
  options: ConverseOptions = {},
): Promise<Held> {
  refuseInvalid(conversation);
  if (conversation.outcomes && !target.decide) return notHeld("Only the emulator can decide what actions come to.");
  const chat = await open(conversation, target, options);
  const skipped: string[] = [];
  let outcome: { readonly held: Held } | { readonly failure: unknown };
  try {
    for (const [index, step] of conversation.steps.entries()) {
      await chat.talk.step(step).catch((cause: unknown) => {
        if (!(cause instanceof NotHere)) throw cause;
        skipped.push(`step ${index + 1}: ${cause.message}`);
      });
    }
    await chat.talk.finish();
    const held = await chat.held();
    outcome = { held: skipped.length === 0 ? held : { ...held, skipped: skipped.join(" ") } };
  } catch (cause) {
    outcome = { failure: chat.explained(cause) };
  }
  await chat.close().catch((notEnded: unknown) => {
    throw "failure" in outcome ? bothReasons(outcome.failure, notEnded) : chat.explained(notEnded);
  });
  if ("failure" in outcome) throw outcome.failure;
  return outcome.held;
}

function notHeld(skipped: string): Held {
  return { contactId: "", transcript: [], duration: 0, skipped };
}

/** A chat that is open, to be talked to step by step. `close` must be called whatever happens. */
export interface OpenChat {
  readonly contactId: string;
  readonly talk: Talk;
  held(): Promise<Held>;
  /** What an error was about, when it came because time was over or the process was told to stop. */
  explained(cause: unknown): unknown;
  close(): Promise<void>;
}

/** Starts the conversation's chat, connects and subscribes. */
export async function open(
  conversation: Omit<Conversation, "steps">,
  target: Target,
  options: ConverseOptions = {},
): Promise<OpenChat> {
  const { surroundings = processSurroundings, folder = ".", place, row = {} } = options;
  const variables = { ...conversation.variables, ...row };
  const { name = "conversation", timeout = conversationDefaults.timeout, stepTimeLimit } = conversation;
  const began = surroundings.now();
  const broken = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, broken.signal]) : broken.signal;
  const stopTimer = surroundings.after(timeout * 1000, () => broken.abort(tookTooLong(name, timeout)));
  let chat: Chat | undefined;
  let talk: Talk | undefined;
  const close = async () => {
    stopTimer();
    await chat?.end();
  };
  const explained = (cause: unknown) => {
    const reason =
      signal.aborted && !(cause instanceof ConversationFailure) && !isEnding(cause) ? signal.reason : cause;
    return talk ? talk.failureOf(reason) : reason;
  };
  try {
    const request = await untilAborted(startRequest(conversation, variables, target), signal);
    const opened = new Chat(request, target.service, surroundings, signal, {
      heard: () => talk?.heard(),
      lost: (reason) => opened.ended || broken.abort(reason),
      interrupted: (reason) => broken.abort(reason),
    });
    chat = opened;
    const { contactId } = await opened.start();
    const talking = new Talk(opened, contactId, target, surroundings, signal, {
      name,
      folder,
      variables,
      stepTimeLimit,
      place,
    });
    talk = talking;
    await decided(conversation, target, contactId);
    await opened.connect();
    await opened.subscribe();
    await talking.begin();
    // The customer's first message no socket carries.
    if (conversation.initialMessage) await opened.readTranscript().catch(() => {});
    return {
      contactId,
      talk: talking,
      async held() {
        const state = target.passTime && (await target.state(contactId).catch(() => undefined));
        const duration = Math.round(surroundings.now() - began);
        const transcript = wholeTranscript(opened.items);
        return { contactId, transcript, duration, ...(state ? { state } : {}) };
      },
      explained,
      close,
    };
  } catch (cause) {
    const reason = explained(cause);
    const notEnded = await close().then(
      () => undefined,
      (error: unknown) => error,
    );
    throw notEnded === undefined ? reason : bothReasons(reason, notEnded);
  }
}

async function decided({ outcomes }: Omit<Conversation, "steps">, target: Target, contactId: string): Promise<void> {
  if (!outcomes) return;
  if (!target.decide) throw new NotHere("Only the emulator can decide what actions come to.");
  await target.decide(contactId, outcomes);
}

const checked = new WeakSet<Conversation>();

/** What a program without a type checker may get wrong; it is checked once, however often it is held. */
function refuseInvalid(conversation: Conversation): void {
  if (typeof conversation === "object" && conversation !== null && checked.has(conversation)) return;
  const { issues } = v.safeParse(conversationSchema, conversation);
  if (!issues) return void checked.add(conversation);
  const problems = issues.map(({ path = [], message }) => {
    const keys = path.map(({ key }) => String(key)).join(".");
    return keys === "" ? message : `${keys}: ${message}`;
  });
  throw new ChatCheckError({
    code: "INVALID_CONVERSATION",
    message: problemList("The conversation cannot be held", problems),
    hint: "Correct the conversation; nothing was sent.",
  });
}

function isEnding(cause: unknown): boolean {
  return cause instanceof ChatCheckError && cause.code === "CONTACT_NOT_ENDED";
}

/** A failure whose contact could not be ended either. */
function bothReasons(failure: unknown, notEnded: unknown): unknown {
  if (!(notEnded instanceof ChatCheckError)) return failure;
  const besides = `${notEnded.message} ${notEnded.hint}`;
  if (failure instanceof ConversationFailure) return new ConversationFailure({ ...failure.details, besides });
  if (!(failure instanceof ChatCheckError)) return failure;
  const { code, message, hint, answer } = failure;
  return new ChatCheckError({ code, message: `${message} Besides: ${besides}`, hint, answer, cause: failure });
}

export function tookTooLong(name: string, seconds: number): ChatCheckError {
  return new ChatCheckError({
    code: "CONVERSATION_TIMEOUT",
    message: `${name} took longer than its timeout (${seconds} s).`,
    hint: "Look at the step that it was in; raise timeout if the conversation is only long.",
  });
}
