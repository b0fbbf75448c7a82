import { statSync } from "node:fs";
import { resolve } from "node:path";
import { paused } from "../chat/abort.js";
import { Chat, type ChatRequest } from "../chat/chat.js";
import { type ChatItem, chatEnded } from "../chat/item.js";
import type { Surroundings } from "../chat/surroundings.js";
import { ConversationFailure } from "../conversation/failure.js";
import { Talk } from "../conversation/talk.js";
import type { Target } from "../conversation/target.js";
import type { Emulator } from "../emulator/index.js";
import { ChatCheckError } from "../errors.js";
import { entryOf, offerOf, viewTokenOf } from "./chat-entry.js";
import { type Deed, helpLines, type Meaning, meaningOf, type Offer } from "./chat-line.js";
import { bracesVariable, literal } from "./chat-record.js";
import type { Screen } from "./chat-screen.js";

/** What keeps a chat as it happens. */
export interface Recorder {
  /** The answer takes it back. `lastAction`: when the flow's last action was, where that is known. */
  deed(deed: Deed, time: number, lastAction?: number): () => void;
  item(item: ChatItem, own: boolean): void;
  close(time: number, lastAction?: number): void;
  /** Something has changed. */
  save(contactIds: readonly string[]): void;
}

export interface SessionOptions {
  readonly request: ChatRequest;
  readonly target: Target;
  /** The emulator of the target, where it runs in this process: its time can pass, and it tells what its flows do. */
  readonly emulator?: Pick<Emulator, "passTime" | "chat">;
  readonly surroundings: Surroundings;
  /** Files are relative to it. */
  readonly folder: string;
  readonly screen: Screen;
  /** Told of the contact as soon as there is one. */
  started(contactId: string): void;
  /** Called once, when the chat has begun, at a time in milliseconds. */
  recorder(began: number): Recorder | undefined;
  /** Seconds without news after which nothing more is taken to come, where no emulator tells. */
  readonly quietSeconds: number;
}

/** How a chat came to its end by itself. */
export type SessionEnd = { readonly kind: "ended" } | { readonly kind: "failed"; readonly reason: ChatCheckError };

/** What became of a line. */
export type Taken = "taken" | "quit" | { readonly refused: string };

/** A deed that the service has not answered yet. */
interface Pending {
  readonly deed: Deed;
  readonly takeBack?: () => void;
  /** Whether it came back from the chat. */
  echoed: boolean;
}

const catchUpMilliseconds = 1_000;
const pollMilliseconds = 200;
/** How long after the end of a chat the answer to a deed may come. */
const answerMilliseconds = 2_000;

/** A chat that somebody has line by line. */
export class ChatSession {
  /** Resolves when the chat has ended, or cannot go on. */
  readonly over: Promise<SessionEnd>;
  /** The same, as soon as it is so. */
  end: SessionEnd | undefined;
  private readonly chat: Chat;
  private readonly broken = new AbortController();
  private readonly seen = new Set<string>();
  private talk: Talk | undefined;
  private contactId = "";
  private offer: Offer | undefined;
  private typing: string | undefined;
  private describing: Promise<void> = Promise.resolve();
  private recorder: Recorder | undefined;
  private pending: Pending | undefined;
  private closed = false;
  private finish: (end: SessionEnd) => void = () => {};
  private noteChange: () => void = () => {};

  constructor(private readonly options: SessionOptions) {
    this.over = new Promise((resolve) => {
      this.finish = (end) => {
        this.end ??= end;
        resolve(end);
      };
    });
    const { request, target, surroundings } = options;
    this.chat = new Chat(request, target.service, surroundings, this.broken.signal, {
      heard: () => this.update(),
      lost: (reason) => void this.comeBack(reason),
      interrupted: (reason) => {
        this.closeRecord();
        this.fail(reason);
      },
    });
  }

  /** Starts the chat, connects and subscribes. */
  async open(): Promise<void> {
    const { chat, options } = this;
    const { contactId } = await chat.start();
    this.contactId = contactId;
    this.recorder = options.recorder(this.now());
    this.save();
    options.started(contactId);
    await chat.connect();
    await chat.subscribe();
    await chat.readTranscript().catch(() => {});
    const { target, surroundings, folder } = options;
    const talk = { name: "chat", folder, variables: bracesVariable };
    this.talk = new Talk(chat, contactId, target, surroundings, this.broken.signal, talk);
    this.update();
  }

  /** Does what a line says; the end of the chat may be its effect, or keep it from being done. */
  async take(line: string): Promise<Taken> {
    const meaning = meaningOf(line, this.offer);
    if ("problem" in meaning) return { refused: meaning.problem };
    if ("deed" in meaning) return this.act(meaning.deed);
    return this.answer(meaning.ask);
  }

  /** Nothing more comes before the customer does something, or time passes. */
  async settled(): Promise<void> {
    const { emulator, quietSeconds } = this.options;
    await this.describing;
    if (!emulator) {
      while (!this.closed && (await this.changeWithin(quietSeconds * 1000)));
      return;
    }
    for (let tries = 0; !this.closed && !this.chat.ended; ) {
      const { lastItemId, working, ended } = emulator.passTime(this.contactId, 0);
      const behind = ended || (lastItemId !== undefined && !this.seen.has(lastItemId));
      if (!behind && !working) break;
      if (await this.changeWithin(behind ? catchUpMilliseconds : pollMilliseconds)) continue;
      if (behind && tries++ > 0) break;
      if (behind) await this.readTranscript();
    }
    await this.describing;
  }

  /** Ends the contact, whatever state the chat is in; rejects when it stays. */
  async close(): Promise<void> {
    this.closeRecord();
    if (!this.broken.signal.aborted) this.broken.abort(new Error("The chat is over."));
    await this.chat.end();
  }

  private async act(deed: Deed): Promise<Taken> {
    const { talk, options } = this;
    if (!talk) return { refused: "The chat has not begun." };
    if ("attach" in deed) {
      const attach = resolve(options.folder, deed.attach);
      if (!isFile(attach)) return { refused: `There is no file ${deed.attach}.` };
      return this.perform(talk, { attach });
    }
    return this.perform(talk, deed);
  }

  private async perform(talk: Talk, deed: Deed): Promise<Taken> {
    const { offer } = this;
    if (!("pause" in deed) && !("type" in deed) && !("reconnect" in deed)) this.offer = undefined;
    if ("pause" in deed) await this.workDone();
    const takeBack = this.recorder?.deed(deed, this.now(), this.lastAction());
    const pending = { deed, takeBack, echoed: false };
    this.pending = pending;
    this.save();
    try {
      if (!(await this.answered(talk.step(literal(deed)), deed))) this.giveUp();
      if ("reconnect" in deed) await this.readTranscript();
      return "taken";
    } catch (cause) {
      if (this.broken.signal.aborted) this.giveUp();
      else if (pending.echoed && this.chat.ended) return "taken";
      else takeBack?.();
      this.offer ??= offer;
      return { refused: reasonOf(cause) };
    } finally {
      this.pending = undefined;
      this.save();
    }
  }

  /** Whether it was done; what the end of the chat overtook is not waited for much longer. */
  private async answered(step: Promise<void>, deed: Deed): Promise<boolean> {
    const { emulator, surroundings } = this.options;
    const patience = "pause" in deed && !emulator ? 0 : answerMilliseconds;
    const waiting = new AbortController();
    const late = this.over.then(() => paused(patience, surroundings, waiting.signal)).then(() => false);
    try {
      return await Promise.race([step.then(() => true), late]);
    } finally {
      waiting.abort();
    }
  }

  /** What was on its way may have arrived, but for a wait that was cut short, and a file that did not come back. */
  private giveUp(): void {
    const { deed, takeBack, echoed } = this.pending ?? {};
    this.pending = undefined;
    if (deed && ("pause" in deed || ("attach" in deed && !echoed))) takeBack?.();
  }

  private async answer(ask: Extract<Meaning, { ask: unknown }>["ask"]): Promise<Taken> {
    const { screen, emulator } = this.options;
    if (ask === "quit") return "quit";
    if (ask === "help") screen.note(helpLines.join("\n"));
    if (ask === "go on" && emulator) {
      await this.workDone();
      const { moved, ended } = emulator.passTime(this.contactId);
      if (!moved && !ended) screen.note("The flow waits for nothing but you.");
    }
    return "taken";
  }

  /** Time does not pass in a chat while a function is at work for it. */
  private async workDone(): Promise<void> {
    const { emulator } = this.options;
    while (emulator?.passTime(this.contactId, 0).working && !this.broken.signal.aborted) {
      await this.changeWithin(pollMilliseconds);
    }
  }

  private update(): void {
    if (this.closed) return;
    for (const item of this.chat.items) {
      if (this.seen.has(item.id)) continue;
      this.seen.add(item.id);
      this.hear(item);
    }
    this.save();
    this.noteChange();
  }

  private hear(item: ChatItem): void {
    const own = this.chat.isOwn(item);
    this.recorder?.item(item, own);
    if (own && this.pending && item.type !== "EVENT") this.pending.echoed = true;
    if (!own && item.type === "MESSAGE") this.offer = offerOf(item);
    const entry = entryOf(item, own);
    const typing = item.contentType.endsWith("event.typing") ? (item.displayName ?? item.role) : undefined;
    if (entry && (typing === undefined || typing !== this.typing)) this.options.screen.show(entry);
    this.typing = typing;
    const token = own ? undefined : viewTokenOf(item);
    if (token !== undefined) this.describing = this.describe(token, this.offer);
    if (item.contentType === chatEnded) this.finish({ kind: "ended" });
  }

  /** A view's actions, which its message does not have. */
  private async describe(viewToken: string, offer: Offer | undefined): Promise<void> {
    const { screen } = this.options;
    try {
      const { Content: { Actions: actions = [] } = {} } = await this.chat.describeView(viewToken);
      if (this.closed) return;
      screen.choices(actions);
      if (this.offer === offer) this.offer = { kind: "view", actions };
    } catch (cause) {
      if (!this.closed) screen.note(`What the view lets you choose cannot be told. ${reasonOf(cause)}`);
    }
  }

  /** A socket does not live for ever, and a chat may live longer. */
  private async comeBack(reason: ChatCheckError): Promise<void> {
    if (this.closed || this.chat.ended) return;
    this.options.screen.note("The connection was lost; a new one is being opened.");
    try {
      await this.chat.reconnect();
      await this.readTranscript();
    } catch {
      this.fail(reason);
    }
  }

  private async readTranscript(): Promise<void> {
    await this.chat.readTranscript().catch(() => {});
    this.update();
  }

  private fail(reason: ChatCheckError): void {
    this.finish({ kind: "failed", reason });
    this.broken.abort(reason);
    this.noteChange();
  }

  private closeRecord(): void {
    if (this.closed) return;
    this.giveUp();
    this.save();
    this.closed = true;
    if (this.contactId !== "") this.recorder?.close(this.now(), this.lastAction());
    this.noteChange();
  }

  private save(): void {
    if (this.closed) return;
    const { emulator } = this.options;
    this.recorder?.save(emulator ? emulator.chat(this.contactId).contactIds : [this.contactId]);
  }

  /** In milliseconds, by the chat's own time where it has one. */
  private now(): number {
    const { emulator, surroundings } = this.options;
    return emulator ? Date.parse(emulator.passTime(this.contactId, 0).time) : surroundings.now();
  }

  private lastAction(): number | undefined {
    return this.options.emulator?.chat(this.contactId).trace.at(-1)?.time;
  }

  private async changeWithin(milliseconds: number): Promise<boolean> {
    const waiting = new AbortController();
    const change = new Promise<true>((resolve) => {
      this.noteChange = () => resolve(true);
    });
    const timeOver = paused(milliseconds, this.options.surroundings, waiting.signal).then(() => false);
    try {
      return await Promise.race([change, timeOver]);
    } finally {
      waiting.abort();
    }
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** In a sentence or two, without the report of a conversation that failed. */
function reasonOf(cause: unknown): string {
  if (cause instanceof ConversationFailure) return `${cause.verdict} ${cause.hint}`;
  if (cause instanceof ChatCheckError) return `${cause.message} ${cause.hint}`;
  return cause instanceof Error ? cause.message : String(cause);
}
