import { resolve } from "node:path";
import * as v from "valibot";
import { paused, untilAborted } from "../chat/abort.js";
import type { Chat } from "../chat/chat.js";
import type { ChatItem } from "../chat/item.js";
import type { Surroundings } from "../chat/surroundings.js";
import { ChatCheckError } from "../errors.js";
import { contactDifferences } from "./contact-state.js";
import { conversationDefaults, type Values } from "./conversation.js";
import type { ContactMatcher, Expectation } from "./expectation.js";
import {
  cameLate,
  chatEnded,
  differencesOf,
  type Failed,
  forbiddenSeen,
  nothingCaptured,
  nothingComes,
  notInTime,
  shown,
  unknownVariable,
} from "./failed.js";
import { ConversationFailure, type Place } from "./failure.js";
import { flowEvidence } from "./flow-evidence.js";
import { Hearing } from "./hearing.js";
import { holds, isAbout, subjectOf } from "./judge.js";
import { expressionOf } from "./matcher.js";
import { nearestMessage } from "./nearest-message.js";
import { allOf, answerable, anyLater, byKind, nextOne, type Search } from "./search.js";
import { type Capture, type Choice, type Step, stepSchema } from "./step.js";
import type { ContactState, Target } from "./target.js";
import { wholeTranscript } from "./transcript.js";
import { UnknownVariable, withVariables } from "./variables.js";
import { type News, Waiting } from "./waiting.js";

const evidenceMilliseconds = 2_000;
const mostRefreshes = 3;

export interface TalkOptions {
  readonly name: string;
  /** Folder that files are relative to. */
  readonly folder: string;
  readonly variables?: Values;
  /** Seconds for a step that waits. Default 10. */
  readonly stepTimeLimit?: number;
  /** Of a step, by its index from 0. */
  readonly place?: (step: number) => Place | undefined;
}

/** What a step could not be held against, since only an emulator can answer it. */
export class NotHere extends Error {}

interface Limits {
  readonly timeLimit?: number;
  readonly within?: number;
  readonly capture?: Capture;
}

/** In milliseconds. */
interface StepMoment {
  /** By the service's clock. */
  readonly since: number;
  /** By our own. */
  readonly began: number;
}

interface Forbidden {
  readonly expectation: Expectation;
  /** The item from which on it must not be seen. */
  readonly since: string | undefined;
  readonly step: number;
}

type Acting = Exclude<Step, { expect: unknown } | { waitFor: unknown } | { expectAll: unknown } | { never: unknown }>;

/** A customer's side of an open chat, step by step. */
export class Talk {
  /** Captured and given variables. */
  readonly values: Record<string, string | number | boolean>;
  private readonly hearing: Hearing;
  private readonly waiting: Waiting;
  private readonly forbidden: Forbidden[] = [];
  private index = -1;
  private written: Step | undefined;

  constructor(
    private readonly chat: Chat,
    private readonly contactId: string,
    private readonly target: Target,
    private readonly surroundings: Surroundings,
    private readonly signal: AbortSignal,
    private readonly options: TalkOptions,
  ) {
    this.values = { ...options.variables };
    this.hearing = new Hearing(chat);
    this.waiting = new Waiting(chat, contactId, target, surroundings, signal);
  }

  /** To be called whenever the chat has heard something. */
  heard(): void {
    this.waiting.heard();
  }

  /** To be called once the chat is subscribed: what was said before, no socket carries. */
  async begin(): Promise<void> {
    if (this.target.passTime) await this.waiting.arrived();
    else await this.waiting.missed();
  }

  /** Does one step; throws a `ConversationFailure` when it does not hold. */
  async step(written: Step): Promise<void> {
    this.signal.throwIfAborted();
    this.index += 1;
    this.written = written;
    refuseInvalid(written);
    const step = await this.filled(written);
    await this.refuseForbidden();
    if ("expect" in step) return this.expect(step.expect, nextOne, step);
    if ("waitFor" in step) return this.expect(step.waitFor, anyLater, step);
    if ("expectAll" in step) return this.expectAll(step.expectAll, step);
    if ("never" in step) {
      if (subjectOf(step.never) === "contact") this.refuseUnknowable(step.never as ContactMatcher);
      this.forbidden.push({ expectation: step.never, since: this.hearing.position, step: this.index });
      return this.refuseForbidden();
    }
    if (this.chat.ended && "leave" in step) return;
    if (this.chat.ended && !("pause" in step)) throw await this.endedFailure("before this step");
    return this.act(step);
  }

  /** What must hold when all steps are done. */
  async finish(): Promise<void> {
    await this.waiting.arrived();
    if (this.forbidden.some(({ expectation }) => subjectOf(expectation) === "message")) await this.waiting.missed();
    await this.refuseForbidden(true);
  }

  /** A reason in the words of a failure, with what was seen by now; what is no failure of the talk stays as it is. */
  failureOf(cause: unknown): unknown {
    if (!(cause instanceof ChatCheckError) || cause instanceof ConversationFailure) return cause;
    const { code, message, hint } = cause;
    // The end comes after the last step.
    return this.failure({ code, message, hint, cause }, code !== "CONTACT_NOT_ENDED");
  }

  private async act(step: Acting): Promise<void> {
    if ("say" in step) await this.doing(this.chat.say(step.say, step.markdown ? "text/markdown" : "text/plain"));
    else if ("choose" in step) await this.choose(step.choose);
    else if ("attach" in step) await this.doing(this.chat.attach(resolve(this.options.folder, step.attach)));
    else if ("type" in step) await this.doing(this.chat.tell("typing"));
    else if ("leave" in step) await this.leave();
    else if ("reconnect" in step) await this.reconnect();
    else await this.pause(step.pause);
  }

  private async choose(choice: Choice): Promise<void> {
    await this.waiting.arrived();
    const search = answerable(
      choice,
      () => this.chat.items,
      (item) => this.chat.isOwn(item),
    );
    await this.awaited(search, {}, (news) => (news === "ended" ? undefined : search.problem));
    const { content = "", contentType } = search.answer ?? {};
    await this.doing(this.chat.say(content, contentType));
  }

  /** A chat that is over is left. */
  private async leave(): Promise<void> {
    await this.doing(this.chat.leave()).catch((cause: unknown) => {
      if (!(cause instanceof ConversationFailure) || cause.code !== "CHAT_ENDED") throw cause;
    });
  }

  /** What was said meanwhile is in the transcript alone. */
  private async reconnect(): Promise<void> {
    await this.doing(this.chat.reconnect());
    await this.waiting.missed();
  }

  private async pause(seconds: number): Promise<void> {
    const { since } = this.hearing;
    const moment = await this.waiting.pass(seconds * 1000);
    this.hearing.mark(moment?.time === undefined ? since + seconds * 1000 : Date.parse(moment.time));
  }

  private async expect(expectation: Expectation, search: (expectation: Expectation) => Search, limits: Limits) {
    if (subjectOf(expectation) === "contact") {
      return this.expectContact([expectation as ContactMatcher], limits, this.moment);
    }
    await this.awaited(search(expectation), limits);
  }

  private async expectAll(expectations: readonly Expectation[], limits: Limits): Promise<void> {
    const { contact, seen } = byKind(expectations);
    const { moment } = this;
    if (seen.length > 0) await this.awaited(allOf(seen), limits);
    if (contact.length > 0) await this.expectContact(contact, limits, moment);
  }

  private async awaited(
    search: Search,
    limits: Limits,
    otherwise: (news: Exclude<News, "news">) => Failed | undefined = () => undefined,
  ): Promise<void> {
    const { since } = this.hearing;
    const { within, capture = {} } = limits;
    const timeLimit = this.timeLimitOf(limits);
    const most = Math.min(
      within ?? Number.POSITIVE_INFINITY,
      this.target.passTime ? timeLimit : Number.POSITIVE_INFINITY,
    );
    await this.until(
      since + timeLimit * 1000,
      timeLimit * 1000,
      async () => {
        const found = search.look(this.hearing.pending);
        if (found?.failed) return found.failed;
        if (!found?.taken) return undefined;
        for (const { item, expectation } of found.taken) {
          const seconds = secondsSince(since, item.time);
          const name = most === within ? "within" : "timeLimit";
          if (seconds > most) return cameLate(expectation, item, seconds, most, name);
        }
        for (const { item } of found.taken) {
          this.hearing.take(item, search.skips);
          await this.capture(capture, item);
        }
        return "holds";
      },
      (news) => otherwise(news) ?? { ...this.verdict(news, search.open, timeLimit), ...this.nearest(search.open) },
    );
  }

  /** What becomes of the contact tells no time of its own: what is not there yet when time is over is late. */
  private async expectContact(matchers: readonly ContactMatcher[], limits: Limits, { since, began }: StepMoment) {
    for (const matcher of matchers) this.refuseUnknowable(matcher);
    const timeLimit = this.timeLimitOf(limits);
    const { within = timeLimit } = limits;
    const most = Math.min(within, timeLimit);
    const name = within < timeLimit ? "within" : "timeLimit";
    const left = began + most * 1000 - this.surroundings.now();
    let differences: string[] = [];
    const verdict = (news: Exclude<News, "news">) => ({ ...this.verdict(news, matchers, most, name), differences });
    await this.until(
      since + most * 1000,
      this.target.passTime ? timeLimit * 1000 : Math.max(0, left),
      async () => {
        const time = (await this.waiting.moment())?.time;
        const state = await this.state();
        differences = matchers.flatMap((matcher) => contactDifferences(matcher, state));
        if (differences.length === 0) return "holds";
        const isLate = time !== undefined && !this.chat.ended && secondsSince(since, time) > most;
        return isLate ? verdict("late") : undefined;
      },
      verdict,
      true,
    );
    const time = (await this.waiting.moment())?.time;
    if (time !== undefined) this.hearing.mark(Date.parse(time));
  }

  /**
   * Looks again and again, until it holds or is decided; before it is, the transcript may have what the socket lost.
   * `due` is by the service's clock, `patience` by our own, both in milliseconds.
   */
  private async until(
    due: number,
    patience: number,
    look: () => Promise<Failed | "holds" | undefined>,
    verdict: (news: Exclude<News, "news">) => Failed,
    isContact = false,
  ): Promise<void> {
    const deadline = new Deadline(patience, this.surroundings, this.signal);
    let news: News = "news";
    let refreshes = 0;
    try {
      for (;;) {
        const { version } = this.waiting;
        await this.refuseForbidden();
        const found = await look();
        if (found === "holds") return;
        const failed = found ?? (this.chat.ended ? verdict("ended") : news === "news" ? undefined : verdict(news));
        if (failed) {
          if (!isContact && refreshes++ < mostRefreshes && (await this.waiting.missed())) continue;
          throw await this.failureWithState(failed);
        }
        news = await this.waiting.news(version, due, isContact, deadline.signal).catch((cause: unknown) => {
          if (deadline.isOver) return "late" as const;
          throw cause;
        });
      }
    } finally {
      deadline.stop();
    }
  }

  private verdict(news: Exclude<News, "news">, open: readonly Expectation[], seconds: number, name?: string): Failed {
    if (news === "ended") return { ...nothingComes(open), ...chatEnded("before it came") };
    return news === "late" ? notInTime(open, seconds, this.waiting.untilNext, name) : nothingComes(open);
  }

  private nearest([expectation]: readonly Expectation[]): Partial<Failed> {
    if (expectation === undefined) return {};
    const before = this.seenBefore(expectation);
    if (before) {
      const sentence = `It came before step ${this.index + 1}; what came before a step is not looked at again.`;
      return { actual: `nearest: ${shown(before)}`, differences: [sentence] };
    }
    const others = this.chat.items.filter((item) => !this.chat.isOwn(item));
    const item = nearestMessage(expectation, others);
    return item ? { actual: `nearest: ${shown(item)}`, differences: differencesOf(expectation, item) } : {};
  }

  /** The last that is as said and no longer pending. */
  private seenBefore(expectation: Expectation): ChatItem | undefined {
    const pending = new Set(this.hearing.pending);
    return this.chat.items
      .filter((item) => !pending.has(item) && !this.isOwnMessage(item))
      .filter((item) => isAbout(expectation, item) && holds(expectation, item))
      .at(-1);
  }

  private async capture(capture: Capture, { content }: ChatItem): Promise<void> {
    for (const [name, how] of Object.entries(capture)) {
      const match = how === true ? [content] : expressionOf(how).exec(content.normalize("NFC"));
      const found = match && (match.length > 1 ? match[1] : match[0]);
      if (typeof found !== "string" && how !== true) {
        throw await this.failureWithState(nothingCaptured(name, expressionOf(how), content));
      }
      this.values[name] = found ?? "";
    }
  }

  /** On AWS, whose limits for reading contacts are low, what must not become of the contact is looked at in the end. */
  private async refuseForbidden(finishing = false): Promise<void> {
    for (const { expectation, since, step } of this.forbidden) {
      if (subjectOf(expectation) === "contact") {
        if (!finishing && !this.target.passTime) continue;
        const differences = contactDifferences(expectation as ContactMatcher, await this.state());
        if (differences.length === 0) throw await this.failureWithState(forbiddenSeen(expectation, step));
        continue;
      }
      const seen = this.hearing
        .after(since)
        .find((item) => isAbout(expectation, item) && !this.isOwnMessage(item) && holds(expectation, item));
      if (seen) throw await this.failureWithState(forbiddenSeen(expectation, step, seen));
    }
  }

  private isOwnMessage(item: ChatItem): boolean {
    return this.chat.isOwn(item) && item.type !== "EVENT";
  }

  /** What AWS does not tell. */
  private refuseUnknowable({ flow }: ContactMatcher): void {
    if (flow !== undefined && !this.target.passTime) {
      throw new NotHere("Only the emulator knows which flows a contact came to.");
    }
  }

  private state(): Promise<ContactState> {
    return this.doing(untilAborted(this.target.state(this.contactId), this.signal));
  }

  private get stepTimeLimit(): number {
    return this.options.stepTimeLimit ?? conversationDefaults.stepTimeLimit;
  }

  /** A step waits at least as long as what it waits for may take. */
  private timeLimitOf({ timeLimit, within = 0 }: Limits): number {
    return timeLimit ?? Math.max(this.stepTimeLimit, within);
  }

  /** When the step before was done, by the service's clock and by our own. */
  private get moment(): StepMoment {
    return { since: this.hearing.since, began: this.surroundings.now() };
  }

  private async endedFailure(when: string): Promise<ConversationFailure> {
    return this.failureWithState(chatEnded(when));
  }

  /** With the last action and the reason of an end, as far as the target tells in time. */
  private async failureWithState(failed: Failed): Promise<ConversationFailure> {
    const isEnd = failed.code === "CHAT_ENDED";
    if (!this.target.passTime && !isEnd) return this.failure(failed);
    const stop = new AbortController();
    const over = paused(evidenceMilliseconds, this.surroundings, stop.signal).then(() => undefined);
    const state = await Promise.race([this.target.state(this.contactId).catch(() => undefined), over]);
    stop.abort();
    const { disconnectReason } = state ?? {};
    const words = isEnd ? chatEnded(failed.message.slice("The chat ended ".length, -1), disconnectReason) : {};
    return this.failure({ ...failed, ...words, ...flowEvidence(state) });
  }

  private failure(failed: Failed, inStep = true): ConversationFailure {
    const written = inStep ? this.written : undefined;
    return new ConversationFailure({
      ...failed,
      conversation: this.options.name,
      ...(written ? { step: this.index + 1, written: JSON.stringify(written) } : {}),
      place: written && this.options.place?.(this.index),
      transcript: wholeTranscript(this.chat.items),
      contactId: this.contactId,
    });
  }

  private async filled(step: Step): Promise<Step> {
    try {
      return withVariables(step, this.values);
    } catch (cause) {
      if (!(cause instanceof UnknownVariable)) throw cause;
      throw await this.failureWithState(unknownVariable(cause.message));
    }
  }

  /** A call that the service refuses may be refused because the chat has just ended. */
  private async doing<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (cause) {
      if (this.signal.aborted || !(cause instanceof ChatCheckError) || cause instanceof ConversationFailure)
        throw cause;
      const { code, message, hint } = cause;
      if (code === "CONNECTION_REFUSED" && (await this.waiting.ended()))
        throw await this.endedFailure("before this step");
      throw await this.failureWithState({ code, message, hint, cause });
    }
  }
}

/** To a tenth of a second. */
function secondsSince(since: number, time: string): number {
  return Math.round((Date.parse(time) - since) / 100) / 10;
}

/** Aborts a signal when a time is over, which is measured from when the signal is first asked for. */
class Deadline {
  private controller: AbortController | undefined;
  private cancel = () => {};
  private combined: AbortSignal | undefined;

  constructor(
    private readonly milliseconds: number,
    private readonly surroundings: Surroundings,
    private readonly outer: AbortSignal,
  ) {}

  get signal(): AbortSignal {
    if (!this.combined) {
      const controller = new AbortController();
      this.controller = controller;
      this.cancel = this.surroundings.after(this.milliseconds, () => controller.abort());
      this.combined = AbortSignal.any([this.outer, controller.signal]);
    }
    return this.combined;
  }

  /** Whether the time is over, and nothing else has happened. */
  get isOver(): boolean {
    return this.controller?.signal.aborted === true && !this.outer.aborted;
  }

  stop(): void {
    this.cancel();
  }
}

const valid = new WeakSet<object>();

/** Steps of a program that has no type checker; those of files have been checked with their file. */
function refuseInvalid(step: Step): void {
  if (typeof step === "object" && step !== null && valid.has(step)) return;
  const { issues } = v.safeParse(stepSchema, step);
  if (!issues) return void valid.add(step);
  const problems = issues.map(({ path = [], message }) => {
    const keys = path.map(({ key }) => String(key)).join(".");
    return keys === "" ? message : `${keys}: ${message}`;
  });
  throw new ChatCheckError({
    code: "INVALID_CONVERSATION",
    message: `A step cannot be done: ${problems.join("; ")}.`,
    hint: "Correct the conversation.",
  });
}
