import type { ChatItem } from "../chat/item.js";
import { longestShown, quoted } from "./difference.js";
import {
  type EventMatcher,
  type Expectation,
  type InteractiveMatcher,
  isAttachmentMatcher,
  isContactMatcher,
  isEventMatcher,
  isInteractiveMatcher,
} from "./expectation.js";
import {
  described,
  differences,
  type Matcher,
  type TextWords,
  textDifferences,
  textMatches,
  withoutWords,
} from "./matcher.js";

const eventPrefix = "application/vnd.amazonaws.connect.event.";
export const interactiveType = "application/vnd.amazonaws.connect.message.interactive";

/** What an expectation is about. */
export type Subject = "message" | "event" | "contact";

export function subjectOf(expectation: Expectation): Subject {
  if (typeof expectation !== "object") return "message";
  if (isEventMatcher(expectation)) return "event";
  return isContactMatcher(expectation) ? "contact" : "message";
}

/** Whether an item is what is expected. */
export function holds(expectation: Expectation, item: ChatItem): boolean {
  return itemDifferences(expectation, item, withoutWords).length === 0;
}

/** What keeps an item from being what is expected, a sentence each; empty when it is. */
export function itemDifferences(expectation: Expectation, item: ChatItem, tell: TextWords = textDifferences): string[] {
  if (typeof expectation === "object") {
    if (isEventMatcher(expectation)) return eventDifferences(expectation, item);
    if (isInteractiveMatcher(expectation)) return interactiveDifferences(expectation.interactive, item, tell);
    if (isAttachmentMatcher(expectation)) {
      if (item.type !== "ATTACHMENT") return [`it is a ${item.type.toLowerCase()}, not an attachment`];
      return tell("its name", expectation.attachment, item.content);
    }
  }
  return differences(expectation as Matcher, item, tell);
}

/** An expectation in words, cut where it is long. */
export function inWords(expectation: Expectation): string {
  if (typeof expectation === "string") return quoted(expectation);
  const letters = [...described(expectation as Matcher)];
  return letters.length > longestShown ? `${letters.slice(0, longestShown).join("")}…` : letters.join("");
}

/** Whether an item is of the kind that an expectation is about: a message for messages, any event for events. */
export function isAbout(expectation: Expectation, item: ChatItem): boolean {
  const subject = subjectOf(expectation);
  return subject === "message" ? isMessage(item) : subject === "event" && !isMessage(item);
}

export function isMessage({ type }: ChatItem): boolean {
  return type === "MESSAGE" || type === "ATTACHMENT";
}

function eventDifferences({ event, role }: EventMatcher, item: ChatItem): string[] {
  const actual = eventOf(item);
  if (actual !== event) return [`it is ${actual ?? item.contentType}, not ${event}`];
  return role === undefined || item.role === role ? [] : [`its role is ${item.role}, not ${role}`];
}

/** Receipts come as `MESSAGEMETADATA` and tell what was read, or else what was delivered. */
export function eventOf({ type, contentType, content }: ChatItem): string | undefined {
  if (type === "MESSAGEMETADATA") return content.includes("ReadTimestamp") ? "read" : "delivered";
  if (!contentType.startsWith(eventPrefix)) return undefined;
  return contentType.slice(contentType.lastIndexOf(".") + 1);
}

function interactiveDifferences(
  { template, title, elements = [] }: InteractiveMatcher["interactive"],
  item: ChatItem,
  tell: TextWords,
): string[] {
  if (item.contentType !== interactiveType) return [`its content type is ${item.contentType}, not interactive`];
  const message = interactiveIn(item);
  const found: string[] = [];
  if (template !== undefined && message.template !== template) {
    found.push(`its template is ${message.template}, not ${template}`);
  }
  if (title !== undefined) found.push(...tell("its title", title, message.title));
  for (const element of elements) {
    if (message.elements.some((name) => textMatches(element, name))) continue;
    found.push(`no element is ${described(element)}; there are ${listed(message.elements)}`);
  }
  return found;
}

function listed(titles: readonly string[]): string {
  return titles.length === 0 ? "none" : titles.map(quoted).join(", ");
}

/** An element of an interactive message that a customer can choose. */
export interface InteractiveElement {
  /** Of a time picker's slot its date. */
  readonly title: string;
  /** The list of a carousel that it is in. */
  readonly list?: { readonly title: string; readonly templateIdentifier?: unknown };
  /** As the message has it. */
  readonly entry: Readonly<Record<string, unknown>>;
}

/** The parts of an interactive message that people see. */
export function interactiveIn(item: ChatItem): {
  readonly template: string;
  readonly title: string;
  readonly elements: readonly string[];
} {
  const { template, title, elements } = interactiveParts(item);
  return { template, title, elements: elements.map((element) => element.title) };
}

export function interactiveParts({ content }: ChatItem): {
  readonly template: string;
  readonly title: string;
  readonly elements: readonly InteractiveElement[];
  /** What the template says of the message. */
  readonly inner: Readonly<Record<string, unknown>>;
} {
  const message = parsed(content);
  const inner = record(record(message.data).content);
  const entries = [inner.elements, inner.timeslots].find(Array.isArray) ?? [];
  const elements = entries.flatMap((entry: unknown) => elementsOf(record(entry)));
  const title = String(inner.title ?? inner.viewId ?? "");
  return { template: String(message.templateType ?? ""), title, elements, inner };
}

/** A carousel's elements are templates of their own. */
function elementsOf(entry: Readonly<Record<string, unknown>>, list?: InteractiveElement["list"]): InteractiveElement[] {
  const inner = record(record(entry.data).content);
  if (Array.isArray(inner.elements)) {
    const own = { title: String(inner.title ?? ""), templateIdentifier: entry.templateIdentifier };
    return inner.elements.flatMap((element: unknown) => elementsOf(record(element), own));
  }
  const title = entry.title ?? entry.date;
  return typeof title === "string" ? [{ title, entry, ...(list ? { list } : {}) }] : [];
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

function parsed(content: string): Readonly<Record<string, unknown>> {
  try {
    return record(JSON.parse(content));
  } catch {
    return {};
  }
}
