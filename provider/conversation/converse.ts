import { Chat, type ChatRequest } from "../chat/chat.js";
import { requestProblems } from "../chat/constraints.js";
import { programPath, toWire } from "../chat/request-shapes.js";
import { processSurroundings, type Surroundings } from "../chat/surroundings.js";
import { ChatCheckError } from "../errors.js";
import {
  type Conversation,
  conversationDefaults,
  everyContentType,
  startProperties,
  type Values,
} from "./conversation.js";
import { ConversationFailure, type Place } from "./failure.js";
import { NotHere, Talk } from "./talk.js";
import type { ContactState, Target } from "./target.js";
import { type TranscriptItem, transcriptOf } from "./transcript.js";
import { withVariables } from "./variables.js";

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
  readonly transcript: readonly TranscriptItem[];
  /** Milliseconds. */
  readonly duration: number;
  /** Why it was not held to its end: a step that only an emulator can answer. */
  readonly skipped?: string;
  readonly state?: ContactState;
}

/**
 * Holds a conversation: starts a chat, connects, does every step, and ends the contact whatever happens. Throws a
 * `ConversationFailure` at the first moment that decides, and never takes longer than its `timeout`.
 */
export async function converse(
  conversation: Conversation,
  target: Target,
  options: ConverseOptions = {},
): Promise<Held> {
  if (conversation.outcomes && !target.decide) return notHeld("Only the emulator can decide what actions come to.");
  const chat = await open(conversation, target, options);
  try {
    for (const step of conversation.steps) await chat.talk.step(step);
    await chat.talk.finish();
    return await chat.held();
  } catch (cause) {
    if (cause instanceof NotHere) return { ...(await chat.held()), skipped: cause.message };
    throw chat.explained(cause);
  } finally {
    await chat.close();
  }
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
  const values = { ...conversation.variables, ...row };
  const name = conversation.name ?? "conversation";
  const began = surroundings.now();
  const request = await requestOf(withVariables(startOf(conversation), values), target, name);
  const broken = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, broken.signal]) : broken.signal;
  const timeout = conversation.timeout ?? conversationDefaults.timeout;
  const stopTimer = surroundings.after(timeout * 1000, () => broken.abort(tookTooLong(name, timeout)));
  let talk: Talk | undefined;
  const chat = new Chat(request, target.service, surroundings, signal, {
    heard: () => talk?.heard(),
    lost: (reason) => chat.ended || broken.abort(reason),
    interrupted: (reason) => broken.abort(reason),
  });
  const close = async () => {
    stopTimer();
    await chat.end();
  };
  try {
    const { contactId } = await chat.start();
    await decided(conversation, target, contactId);
    await chat.connect();
    await chat.subscribe();
    await chat.readTranscript().catch(() => {});
    const { stepTimeLimit } = conversation;
    const talking = new Talk(chat, contactId, target, surroundings, signal, {
      name,
      folder,
      variables: values,
      stepTimeLimit,
      place,
    });
    talk = talking;
    return {
      contactId,
      talk: talking,
      async held() {
        const state = await target.state(contactId).catch(() => undefined);
        const duration = Math.round(surroundings.now() - began);
        return { contactId, transcript: transcriptOf(chat.items), duration, ...(state ? { state } : {}) };
      },
      explained: (cause) => (signal.aborted && !(cause instanceof ConversationFailure) ? signal.reason : cause),
      close,
    };
  } catch (cause) {
    await close().catch(() => {});
    throw signal.aborted ? signal.reason : cause;
  }
}

async function decided({ outcomes }: Omit<Conversation, "steps">, target: Target, contactId: string): Promise<void> {
  if (!outcomes) return;
  if (!target.decide) throw new NotHere("Only the emulator can decide what actions come to.");
  await target.decide(contactId, outcomes);
}

const displayName = "chat-check";
const contentType = "text/plain";
function startOf(conversation: Omit<Conversation, "steps">): Readonly<Record<string, unknown>> {
  const given = startProperties.map((property) => [property, conversation[property]] as const);
  const { initialMessage, participantDetails } = conversation;
  return {
    supportedMessagingContentTypes: everyContentType,
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    participantDetails: { displayName, ...participantDetails },
    ...(initialMessage ? { initialMessage: { contentType, ...initialMessage } } : {}),
    contactFlowId: conversation.flow,
  };
}

async function requestOf(start: Readonly<Record<string, unknown>>, target: Target, name: string): Promise<ChatRequest> {
  const contactFlowId = await target.contactFlowId(start.contactFlowId as string | undefined);
  const request = toWire({ ...start, instanceId: target.instanceId, contactFlowId }) as ChatRequest;
  const problems = requestProblems(request).filter(({ severity }) => severity !== "warning");
  if (problems.length === 0) return request;
  const lines = problems.map(({ path, message }) => `${programPath(path)}: ${message}`);
  throw new ChatCheckError({
    code: "INVALID_CONVERSATION",
    message: `${name} cannot be started: ${lines.join("; ")}.`,
    hint: "Correct the conversation; nothing was sent.",
  });
}

function tookTooLong(name: string, seconds: number): ChatCheckError {
  return new ChatCheckError({
    code: "CONVERSATION_TIMEOUT",
    message: `${name} took longer than its timeout (${seconds} s).`,
    hint: "Look at the step that it was in; raise timeout if the conversation is only long.",
  });
}
