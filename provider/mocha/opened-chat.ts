import { dirname, resolve } from "node:path";
import { processSurroundings } from "../chat/surroundings.js";
import { type Held, type OpenChat, open as openChat } from "../conversation/converse.js";
import type { EmulatorControl, EmulatorPlace } from "../conversation/emulator-target.js";
import { emulatorTarget } from "../conversation/emulator-target.js";
import { ConversationFailure, type Place } from "../conversation/failure.js";
import type { Choice, Step } from "../conversation/step.js";
import { NotHere, type Talk } from "../conversation/talk.js";
import type { ContactState, Target } from "../conversation/target.js";
import type { TranscriptItem } from "../conversation/transcript.js";
import { ChatCheckError } from "../errors.js";
import { type ChatInit, type ExpectationInit, expectationFrom, type OrPattern, withoutPatterns } from "./builders.js";
import { type CallPlace, callPlace } from "./call-place.js";
import { chatNames } from "./chat-names.js";
import { currentSession } from "./current-session.js";
import { rememberChat } from "./forgotten.js";
import { record } from "./hold.js";
import { noTurn, type Ready } from "./session.js";
import { settingFor } from "./setting.js";
import { shownFile } from "./shown-file.js";

type EmulatorLike = EmulatorPlace & EmulatorControl;

export interface OpenOptions {
  /**
   * Where the chat is held: an emulator of `connect-chat-check/emulator`. Default: what the environment and
   * `chat-check.yaml` say, as for conversations in files.
   */
  readonly emulator?: EmulatorLike;
  readonly target?: Target;
}

/** How long an expectation may take, and what is kept of what it finds. */
export interface ListenOptions {
  /** Seconds until it fails. */
  readonly timeLimit?: number;
  /** Seconds by the service's clock, since the step before. */
  readonly within?: number;
  /** Kept of the message as variables. */
  readonly capture?: OrPattern<Readonly<Record<string, true | { readonly pattern: string; readonly flags?: string }>>>;
}

/** Starts a chat, connects and subscribes; `chat` is a flow, or all that the chat is to be started with. */
export async function open(chat: string | ChatInit, options: OpenOptions = {}): Promise<OpenedChat> {
  const { file, line, stack } = callPlace(open);
  const init: ChatInit = typeof chat === "string" ? { flow: chat } : chat;
  const began = processSurroundings.now();
  const ready = await readyFor(options, dirname(file)).catch((cause: unknown) => told(cause, stack));
  const end = await ready.turn(init.flow).catch((cause: unknown) => told(cause, stack));
  const places: Place[] = [];
  const planned = { name: chatNames.next(file, init.name ?? `chat of line ${line}`), file };
  const over = async (held: Held | undefined, failure: unknown) => {
    end();
    await record({ planned, ready, held, failure, began }, processSurroundings);
  };
  try {
    const conversation = { timeout: longestSeconds, ...init, name: planned.name };
    const opened = await openChat(conversation, ready.target, { folder: dirname(file), place: (step) => places[step] });
    const chat: OpenedChat = new OpenedChat(opened, ready.target, places, async (held, failure) => {
      forget();
      await over(held, failure);
    });
    const forget = rememberChat(`${shownFile(file)}:${line}`, () => chat.close());
    return chat;
  } catch (cause) {
    await over(undefined, cause);
    return told(cause, stack);
  }
}

/** Test runners show an error's stack: the line of the program is in it, and the way through this package is not. */
function told(cause: unknown, stack: string): never {
  if (cause instanceof ChatCheckError) {
    const { name, message, code, hint } = cause;
    const isWhole = cause instanceof ConversationFailure;
    cause.stack = [`${name}: ${message}`, ...(isWhole ? [] : [`code: ${code}`, `to do: ${hint}`]), stack].join("\n");
  }
  throw cause;
}

/** A chat that a program steers has no time limit but the program's; this one is for what nobody ends. */
const longestSeconds = 3600;

async function readyFor({ emulator, target }: OpenOptions, folder: string): Promise<Ready> {
  if (target) return { target, instance: target.name, turn: noTurn };
  if (emulator) return { target: emulatorTarget(emulator, emulator), instance: emulator.url, turn: noTurn };
  return currentSession().ready(settingFor(folder, resolve("."), processSurroundings.environment));
}

/** A customer in a chat, step by step. Every step rejects with the whole report when it does not hold. */
export class OpenedChat implements AsyncDisposable {
  private failure: unknown;
  private closing: Promise<void> | undefined;

  /** @internal */
  constructor(
    private readonly opened: OpenChat,
    private readonly target: Target,
    private readonly places: Place[],
    private readonly over: (held: Held | undefined, failure: unknown) => Promise<void>,
  ) {}

  get contactId(): string {
    return this.opened.contactId;
  }

  /** Given and captured variables. */
  get values(): Readonly<Record<string, string | number | boolean>> {
    return this.opened.talk.values;
  }

  /** Sends a message; with `markdown` as text/markdown. */
  say(text: string, { markdown }: { readonly markdown?: boolean } = {}): Promise<void> {
    return this.step({ say: text, ...(markdown === undefined ? {} : { markdown }) }, callPlace(this.say));
  }

  /** Answers the last interactive message: by an element's title, or with a view's action. */
  choose(choice: Choice): Promise<void> {
    return this.step({ choose: choice }, callPlace(this.choose));
  }

  /** Sends a file, by its path relative to the program's file. */
  attach(file: string): Promise<void> {
    return this.step({ attach: file }, callPlace(this.attach));
  }

  /** Sends a typing event. */
  type(): Promise<void> {
    return this.step({ type: true }, callPlace(this.type));
  }

  /** Ends the customer's part. */
  leave(): Promise<void> {
    return this.step({ leave: true }, callPlace(this.leave));
  }

  /** Drops the socket and connects anew. */
  reconnect(): Promise<void> {
    return this.step({ reconnect: true }, callPlace(this.reconnect));
  }

  /** Does nothing for so many seconds, on the emulator's clock where there is one. */
  pause(seconds: number): Promise<void> {
    return this.step({ pause: seconds }, callPlace(this.pause));
  }

  /** The next message of anyone but the customer, or what becomes of the contact. */
  expect(expectation: ExpectationInit, options: ListenOptions = {}): Promise<void> {
    return this.step({ expect: expectationFrom(expectation), ...listening(options) }, callPlace(this.expect));
  }

  /** Skips messages until one is as said. */
  waitFor(expectation: ExpectationInit, options: ListenOptions = {}): Promise<void> {
    return this.step({ waitFor: expectationFrom(expectation), ...listening(options) }, callPlace(this.waitFor));
  }

  /** The next messages, in any order. */
  expectAll(expectations: readonly ExpectationInit[], options: Omit<ListenOptions, "capture"> = {}): Promise<void> {
    return this.step({ expectAll: expectations.map(expectationFrom), ...options }, callPlace(this.expectAll));
  }

  /** Must not be seen from here to `close`. */
  never(expectation: ExpectationInit): Promise<void> {
    return this.step({ never: expectationFrom(expectation) }, callPlace(this.never));
  }

  /** Everything that was seen so far. */
  async transcript(): Promise<readonly TranscriptItem[]> {
    return (await this.opened.held()).transcript;
  }

  /** What became of the contact, as far as the target tells. */
  state(): Promise<ContactState> {
    return this.target.state(this.contactId);
  }

  /** Ends the contact; rejects when something was seen that never must be, and nothing had failed before. */
  close(): Promise<void> {
    this.closing ??= this.closeOnce(callPlace(this.close));
    return this.closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  private async closeOnce(at: CallPlace): Promise<void> {
    try {
      if (this.failure === undefined) await this.doing(at, (talk) => talk.finish());
    } finally {
      const held = await this.opened.held();
      await this.opened.close().finally(() => this.over(held, this.failure));
    }
  }

  private step(step: Step, at: CallPlace): Promise<void> {
    this.places.push({ file: shownFile(at.file), line: at.line, column: at.column });
    return this.doing(at, (talk) => talk.step(step));
  }

  private async doing({ stack }: CallPlace, work: (talk: Talk) => Promise<void>): Promise<void> {
    try {
      await work(this.opened.talk);
    } catch (cause) {
      const reason = cause instanceof NotHere ? onlyEmulator(cause) : this.opened.explained(cause);
      this.failure = reason;
      told(reason, stack);
    }
  }
}

function listening({ capture, ...limits }: ListenOptions): object {
  return { ...limits, ...(capture ? { capture: withoutPatterns(capture) } : {}) };
}

function onlyEmulator(cause: NotHere): ChatCheckError {
  return new ChatCheckError({
    code: "ONLY_EMULATOR",
    message: cause.message,
    hint: "Hold this chat against the emulator, or leave the step out.",
    cause,
  });
}
