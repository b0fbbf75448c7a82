import { resolve } from "node:path";
import { paused, untilAborted, within } from "../chat/abort.js";
import type { Chat } from "../chat/chat.js";
import type { ChatItem } from "../chat/item.js";
import type { Surroundings } from "../chat/surroundings.js";
import { ChatCheckError } from "../errors.js";
import { conversationDefaults, type Values } from "./conversation.js";
import type { ContactMatcher, Expectation } from "./expectation.js";
import { ConversationFailure, type ConversationFailureOptions, type Place } from "./failure.js";
import { interactiveIn, inWords, isAbout, itemDifferences, record, subjectOf } from "./judge.js";
import { type TextMatcher, textDifferences } from "./matcher.js";
import type { Capture, Choice, Step } from "./step.js";
import type { Moment, Target } from "./target.js";
import { transcriptOf } from "./transcript.js";
import { UnknownVariable, withVariables } from "./variables.js";

const interactiveType = "application/vnd.amazonaws.connect.message.interactive";
const carouselTemplate = "Carousel";
const graceMilliseconds = 1_000;
const pollMilliseconds = 500;

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

/** A customer's side of an open chat, step by step. */
export class Talk {
  /** Captured and given variables. */
  readonly values: Record<string, string | number | boolean>;
  private readonly consumed = new Set<string>();
  private readonly forbidden: { readonly expectation: Expectation; readonly since: string; readonly step: number }[] =
    [];
  private lastId: string | undefined;
  private lastTime: string | undefined;
  private noteChange: () => void = () => {};
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
  }

  /** To be called whenever the chat has heard something. */
  heard(): void {
    this.noteChange();
  }

  /** Does one step; throws a `ConversationFailure` when it does not hold. */
  async step(written: Step): Promise<void> {
    this.index += 1;
    this.written = written;
    const step = this.filled(written);
    this.judgeForbidden();
    if ("expect" in step) return this.expect(step.expect, step);
    if ("waitFor" in step) return this.waitFor(step.waitFor, step);
    if ("expectAll" in step) return this.expectAll(step.expectAll, step);
    if ("never" in step) {
      this.forbidden.push({ expectation: step.never, since: this.lastId ?? "", step: this.index });
      return;
    }
    if (this.chat.ended && !("pause" in step)) throw this.failure(chatEnded("before this step"));
    await this.act(step);
  }

  /** What must hold when all steps are done. */
  async finish(): Promise<void> {
    await this.settle();
    this.judgeForbidden();
    for (const { expectation, step } of this.forbidden) {
      if (subjectOf(expectation) !== "contact") continue;
      const found = await this.contactDifferences(expectation as ContactMatcher);
      if (found.length === 0) throw this.failure(forbiddenSeen(expectation, step));
    }
  }

  private async act(
    step: Exclude<Step, { expect: unknown } | { waitFor: unknown } | { expectAll: unknown } | { never: unknown }>,
  ) {
    if ("say" in step) return this.say(step.say, step.markdown ? "text/markdown" : "text/plain");
    if ("choose" in step) return this.choose(step.choose);
    if ("attach" in step) return this.doing(this.chat.attach(resolve(this.options.folder, step.attach)));
    if ("type" in step) return this.doing(this.chat.tell("typing"));
    if ("leave" in step) return this.doing(this.chat.leave());
    if ("reconnect" in step) return this.doing(this.chat.reconnect());
    return this.pause(step.pause);
  }

  private async say(content: string, contentType: string): Promise<void> {
    const id = await this.doing(this.chat.say(content, contentType));
    this.markOwn(id);
  }

  private async choose(choice: Choice): Promise<void> {
    const message = [...this.chat.items].reverse().find(({ contentType }) => contentType === interactiveType);
    if (!message) throw this.failure(notThere("There is no interactive message to choose from."));
    if (typeof choice === "object") {
      const { template } = interactiveIn(message);
      const answer = { action: choice.action, data: choice.data ?? {}, templateType: template, version: "1.0" };
      return this.say(JSON.stringify(answer), `${interactiveType}.response`);
    }
    const { template, title, elements } = interactiveIn(message);
    const element = elements.find((name) => textDifferences("", choice, name).length === 0);
    if (element === undefined) {
      throw this.failure({
        ...notThere(`The interactive message has no element ${JSON.stringify(choice)}.`),
        expected: JSON.stringify(choice),
        actual: JSON.stringify(elements),
      });
    }
    return this.say(template === carouselTemplate ? carouselAnswer(message, title, element) : element, "text/plain");
  }

  private async pause(seconds: number): Promise<void> {
    if (this.target.passTime) await this.target.passTime(this.contactId, seconds * 1000);
    else await paused(seconds * 1000, this.surroundings, this.signal);
    this.lastTime = undefined;
  }

  private async expect(expectation: Expectation, step: Limits & { readonly capture?: Capture }): Promise<void> {
    const item = await this.awaited(expectation, step, (items) => {
      const next = items.find((candidate) => this.isNext(expectation, candidate));
      if (!next) return undefined;
      const differences = itemDifferences(expectation, next);
      if (differences.length > 0) throw this.failure(another(expectation, next, differences));
      return next;
    });
    this.take(item, expectation, step);
  }

  private async waitFor(expectation: Expectation, step: Limits & { readonly capture?: Capture }): Promise<void> {
    const item = await this.awaited(expectation, step, (items) =>
      items.find(
        (candidate) => isAbout(expectation, candidate) && itemDifferences(expectation, candidate).length === 0,
      ),
    );
    this.take(item, expectation, step);
  }

  private async expectAll(expectations: readonly Expectation[], step: Limits): Promise<void> {
    const open = [...expectations];
    while (open.length > 0) {
      const item = await this.awaited(open[0] as Expectation, step, (items) => {
        const next = items.find((candidate) => open.some((expectation) => this.isNext(expectation, candidate)));
        if (!next) return undefined;
        const index = open.findIndex((expectation) => itemDifferences(expectation, next).length === 0);
        if (index < 0) throw this.failure(noneOf(open, next));
        open.splice(index, 1);
        return next;
      });
      this.take(item, undefined, step);
    }
  }

  /** A message is the next one; an event stands between messages, and others of its kind are passed over. */
  private isNext(expectation: Expectation, item: ChatItem): boolean {
    if (subjectOf(expectation) !== "event") return isAbout(expectation, item);
    return !isAbout(expectation, item) ? true : itemDifferences(expectation, item).length === 0;
  }

  private async awaited(
    expectation: Expectation,
    step: Limits,
    find: (items: readonly ChatItem[]) => ChatItem | undefined,
  ): Promise<ChatItem | undefined> {
    const { timeLimit = this.options.stepTimeLimit ?? conversationDefaults.stepTimeLimit } = step;
    const tooLate = this.failure(notInTime(expectation, timeLimit));
    return within(timeLimit * 1000, tooLate, this.surroundings, async (patience) => {
      const signal = AbortSignal.any([this.signal, patience]);
      for (;;) {
        this.judgeForbidden();
        if (subjectOf(expectation) === "contact") {
          const found = await this.contactDifferences(expectation as ContactMatcher);
          if (found.length === 0) return undefined;
          if (this.chat.ended) throw this.failure({ ...chatEnded("before it came true"), differences: found });
        } else {
          const item = find(this.pending());
          if (item) return this.inTime(item, expectation, step, timeLimit);
          if (this.chat.ended) throw await this.endedFailure(expectation);
        }
        await this.more(signal, expectation);
      }
    }).catch(async (cause: unknown) => {
      if (cause === tooLate)
        throw await this.withEvidence(notInTime(expectation, timeLimit), this.nearest(expectation));
      throw cause;
    });
  }

  /** Waits for something new; on an emulator lets the chat's time pass when nothing is on its way. */
  private async more(signal: AbortSignal, expectation: Expectation): Promise<void> {
    const { passTime } = this.target;
    if (!passTime) {
      const contact = subjectOf(expectation) === "contact";
      await (contact ? this.changeWithin(pollMilliseconds, signal) : untilAborted(this.nextChange(), signal));
      return;
    }
    const change = this.nextChange();
    const now = await passTime(this.contactId, 0);
    if (this.isBehind(now)) return this.catchUp(change, signal);
    if (now.working) return void (await this.changeWithin(pollMilliseconds, signal, change));
    if (now.ended) return this.catchUp(change, signal);
    const { moved } = await passTime(this.contactId);
    if (!moved) throw await this.withEvidence(nothingComes(expectation), this.nearest(expectation));
  }

  /** The emulator has said more than was heard: it comes, or else the transcript has it. */
  private async catchUp(change: Promise<void>, signal: AbortSignal): Promise<void> {
    if (await this.changeWithin(graceMilliseconds, signal, change)) return;
    await this.chat.readTranscript().catch(() => {});
  }

  private isBehind({ lastItemId }: Moment): boolean {
    return lastItemId !== undefined && !this.chat.items.some(({ id }) => id === lastItemId);
  }

  private async changeWithin(milliseconds: number, signal: AbortSignal, change = this.nextChange()): Promise<boolean> {
    const stop = new AbortController();
    const timeOver = paused(milliseconds, this.surroundings, AbortSignal.any([signal, stop.signal])).then(() => false);
    try {
      return await untilAborted(Promise.race([change.then(() => true), timeOver]), signal);
    } finally {
      stop.abort();
    }
  }

  /** What is on its way has arrived. */
  private async settle(): Promise<void> {
    const { passTime } = this.target;
    if (!passTime) return;
    const change = this.nextChange();
    const now = await passTime(this.contactId, 0);
    if (this.isBehind(now)) await this.catchUp(change, this.signal);
  }

  private nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.noteChange = resolve;
    });
  }

  /** What came after the last thing that a step was about, of anybody but the customer. */
  private pending(): ChatItem[] {
    const { items } = this.chat;
    const from = this.lastId === undefined ? 0 : items.findIndex(({ id }) => id === this.lastId) + 1;
    return items
      .slice(from)
      .filter(
        (item) =>
          !this.consumed.has(item.id) &&
          (item.type === "MESSAGEMETADATA" || !this.chat.isOwn(item) || item.type === "EVENT"),
      );
  }

  private inTime(item: ChatItem, expectation: Expectation, { within: bound }: Limits, timeLimit: number): ChatItem {
    const since = this.lastTime;
    const seconds = since === undefined ? 0 : (Date.parse(item.time) - Date.parse(since)) / 1000;
    const limit = Math.min(
      bound ?? Number.POSITIVE_INFINITY,
      this.target.passTime ? timeLimit : Number.POSITIVE_INFINITY,
    );
    if (seconds > limit)
      throw this.failure(cameLate(expectation, seconds, limit, bound !== undefined && limit === bound));
    return item;
  }

  private take(
    item: ChatItem | undefined,
    expectation: Expectation | undefined,
    { capture = {} }: Limits & { readonly capture?: Capture },
  ) {
    if (!item) return;
    this.consumed.add(item.id);
    this.lastTime = item.time;
    const isEvent = expectation !== undefined && subjectOf(expectation) === "event";
    if (!isEvent || item.type === "EVENT") this.lastId = item.id;
    for (const [name, how] of Object.entries(capture)) this.values[name] = this.captured(name, how, item);
  }

  private captured(name: string, how: Capture[string], { content }: ChatItem): string {
    if (how === true) return content;
    const match = new RegExp(how.pattern, how.flags?.replace(/[gy]/g, "")).exec(content);
    const found = match?.[1] ?? match?.[0];
    if (found !== undefined) return found;
    throw this.failure({
      code: "NOTHING_CAPTURED",
      message: `The message has nothing for the variable ${name}.`,
      hint: "Correct the pattern of capture, or the flow.",
      expected: String(new RegExp(how.pattern, how.flags)),
      actual: JSON.stringify(content),
    });
  }

  private markOwn(id: string): void {
    this.consumed.add(id);
    this.lastTime = this.chat.items.find((item) => item.id === id)?.time ?? this.lastTime;
  }

  private judgeForbidden(): void {
    for (const { expectation, since, step } of this.forbidden) {
      if (subjectOf(expectation) === "contact") continue;
      const { items } = this.chat;
      const seen = items
        .slice(since === "" ? 0 : items.findIndex(({ id }) => id === since) + 1)
        .find(
          (item) =>
            !this.chat.isOwn(item) && isAbout(expectation, item) && itemDifferences(expectation, item).length === 0,
        );
      if (seen) throw this.failure({ ...forbiddenSeen(expectation, step), actual: shown(seen) });
    }
  }

  private async contactDifferences({ attributes = {}, queue, flow }: ContactMatcher): Promise<string[]> {
    const state = await this.target.state(this.contactId);
    if (flow !== undefined && state.flows === undefined)
      throw new NotHere("Only the emulator knows which flows a contact came to.");
    const found = Object.entries(attributes).flatMap(([name, matcher]) => {
      const value = state.attributes?.[name];
      return value === undefined
        ? [`the contact has no attribute ${name}`]
        : textDifferences(`the attribute ${name}`, matcher, value);
    });
    if (queue !== undefined) {
      found.push(
        ...(state.queue === undefined
          ? ["the contact is in no queue"]
          : textDifferences("the queue", queue, state.queue)),
      );
    }
    if (flow !== undefined) found.push(...flowDifferences(flow, state.flows ?? []));
    return found;
  }

  private nearest(expectation: Expectation): Partial<Failed> {
    if (subjectOf(expectation) !== "message") return {};
    const candidates = this.chat.items.filter((item) => !this.chat.isOwn(item) && isAbout(expectation, item));
    const near = candidates
      .map((item) => ({ item, distance: distanceTo(expectation, item) }))
      .sort((a, b) => a.distance - b.distance)[0];
    if (!near || near.distance > 0.5) return {};
    return { actual: `nearest: ${shown(near.item)}`, differences: itemDifferences(expectation, near.item) };
  }

  private async endedFailure(expectation: Expectation): Promise<ConversationFailure> {
    return this.withEvidence(
      { ...chatEnded("before it came"), expected: inWords(expectation) },
      this.nearest(expectation),
    );
  }

  private async withEvidence(failed: Failed, more: Partial<Failed> = {}): Promise<ConversationFailure> {
    const state = await this.target.state(this.contactId).catch(() => undefined);
    return this.failure({ ...failed, ...more, lastAction: state?.trace?.at(-1) });
  }

  private failure(failed: Failed): ConversationFailure {
    return new ConversationFailure({
      ...failed,
      conversation: this.options.name,
      step: this.index + 1,
      written: this.written && JSON.stringify(this.written),
      place: this.options.place?.(this.index),
      transcript: transcriptOf(this.chat.items),
      contactId: this.contactId,
    });
  }

  private filled(step: Step): Step {
    try {
      return withVariables(step, this.values);
    } catch (cause) {
      if (!(cause instanceof UnknownVariable)) throw cause;
      throw this.failure({
        code: "UNKNOWN_VARIABLE",
        message: cause.message,
        hint: "Give it in variables or in the rows, or capture it in a step before.",
      });
    }
  }

  private async doing<T>(work: Promise<T>): Promise<T> {
    return work.catch(async (cause: unknown) => {
      if (!(cause instanceof ChatCheckError) || cause instanceof ConversationFailure) throw cause;
      const { code, message, hint } = cause;
      throw await this.withEvidence({ code, message, hint, cause });
    });
  }
}

interface Limits {
  readonly timeLimit?: number;
  readonly within?: number;
}

type Failed = Pick<ConversationFailureOptions, "code" | "message" | "hint"> &
  Partial<Pick<ConversationFailureOptions, "expected" | "actual" | "differences" | "lastAction" | "cause">>;

function another(expectation: Expectation, item: ChatItem, differences: readonly string[]): Failed {
  return {
    code: "OTHER_MESSAGE",
    message: "The next message is another than expected.",
    hint: "Correct the flow or the step; waitFor skips messages that do not matter.",
    expected: inWords(expectation),
    actual: shown(item),
    differences,
  };
}

function noneOf(open: readonly Expectation[], item: ChatItem): Failed {
  return {
    code: "OTHER_MESSAGE",
    message: "The next message is none of those that are expected.",
    hint: "Correct the flow or the step.",
    expected: open.map(inWords).join(" or "),
    actual: shown(item),
  };
}

function notInTime(expectation: Expectation, seconds: number): Failed {
  return {
    code: "NOT_IN_TIME",
    message: `It did not come within ${seconds} s.`,
    hint: "Look at the flow's branches; if it is only slow, raise timeLimit of the step.",
    expected: inWords(expectation),
  };
}

function cameLate(expectation: Expectation, seconds: number, limit: number, isBound: boolean): Failed {
  return {
    code: "NOT_IN_TIME",
    message: `It came after ${seconds} s, and ${isBound ? "within" : "timeLimit"} is ${limit} s.`,
    hint: "Make the flow faster, or give the step more time.",
    expected: inWords(expectation),
  };
}

function nothingComes(expectation: Expectation): Failed {
  return {
    code: "NOTHING_COMES",
    message: "It did not come, and the flow waits for nothing but the customer.",
    hint: "Look at the last action: the flow took another way, or the customer has to say something first.",
    expected: inWords(expectation),
  };
}

function chatEnded(when: string): Failed {
  return {
    code: "CHAT_ENDED",
    message: `The chat ended ${when}.`,
    hint: "Look in the flow for the way to Disconnect that this chat took.",
  };
}

function forbiddenSeen(expectation: Expectation, step: number): Failed {
  return {
    code: "FORBIDDEN",
    message: `What step ${step + 1} says must never be seen was seen.`,
    hint: "Correct the flow, or the step with never.",
    expected: `never ${inWords(expectation)}`,
  };
}

function notThere(message: string): Failed {
  return { code: "NOTHING_TO_CHOOSE", message, hint: "Correct the flow, or expect the interactive message first." };
}

function shown({ role, contentType, content, type }: ChatItem): string {
  return `${role ?? "CHAT"} ${type === "EVENT" ? contentType.slice(contentType.lastIndexOf(".") + 1) : JSON.stringify(content)}`;
}

function flowDifferences(matcher: TextMatcher, flows: readonly string[]): string[] {
  const reached = flows.some((name) => textDifferences("", matcher, name).length === 0);
  return reached ? [] : [`the contact came to no flow ${JSON.stringify(matcher)}, only to ${flows.join(", ")}`];
}

/** How the customer's client answers a carousel: which list, and which of its elements. */
function carouselAnswer({ content }: ChatItem, title: string, element: string): string {
  const lists = record(record(record(JSON.parse(content)).data).content).elements;
  const list = (Array.isArray(lists) ? lists : [])
    .map(record)
    .find((entry) => JSON.stringify(entry).includes(JSON.stringify(element)));
  const listTitle = record(record(list?.data).content).title ?? title;
  return JSON.stringify({ templateIdentifier: list?.templateIdentifier, listTitle, selectionText: element });
}

/** 0 for the same text, 1 for one that shares nothing: the part of its words that differ. */
function distanceTo(expectation: Expectation, { content }: ChatItem): number {
  const words = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const [wanted, actual] = [words(inWords(expectation)), words(content)];
  if (wanted.size === 0 || actual.size === 0) return 1;
  const shared = [...wanted].filter((word) => actual.has(word)).length;
  return 1 - (2 * shared) / (wanted.size + actual.size);
}
