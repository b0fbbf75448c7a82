import type { ChatItem } from "../chat/item.js";
import {
  type EventMatcher,
  type Expectation,
  isAttachmentMatcher,
  isContactMatcher,
  isEventMatcher,
  isInteractiveMatcher,
} from "./expectation.js";
import { described, differences, type Matcher, textDifferences } from "./matcher.js";

const eventPrefix = "application/vnd.amazonaws.connect.event.";
const interactiveType = "application/vnd.amazonaws.connect.message.interactive";

/** What an expectation is about. */
export type Subject = "message" | "event" | "contact";

export function subjectOf(expectation: Expectation): Subject {
  if (typeof expectation !== "object") return "message";
  if (isEventMatcher(expectation)) return "event";
  return isContactMatcher(expectation) ? "contact" : "message";
}

/** What keeps an item from being what is expected, a sentence each; empty when it is. */
export function itemDifferences(expectation: Expectation, item: ChatItem): string[] {
  if (typeof expectation === "object") {
    if (isEventMatcher(expectation)) return eventDifferences(expectation, item);
    if (isInteractiveMatcher(expectation)) return interactiveDifferences(expectation.interactive, item);
    if (isAttachmentMatcher(expectation)) {
      if (item.type !== "ATTACHMENT") return [`it is a ${item.type.toLowerCase()}, not an attachment`];
      return textDifferences("its name", expectation.attachment, item.content);
    }
  }
  return differences(expectation as Matcher, item);
}

/** An expectation in words. */
export function inWords(expectation: Expectation): string {
  return described(expectation as Matcher);
}

/** Whether an item is of the kind that an expectation is about: a message for messages, any event for events. */
export function isAbout(expectation: Expectation, item: ChatItem): boolean {
  const isMessage = item.type === "MESSAGE" || item.type === "ATTACHMENT";
  return subjectOf(expectation) === "event" ? !isMessage : isMessage;
}

function eventDifferences({ event, role }: EventMatcher, item: ChatItem): string[] {
  const actual = eventOf(item);
  if (actual !== event) return [`it is ${actual ?? item.contentType}, not ${event}`];
  return role === undefined || item.role === role ? [] : [`its role is ${item.role}, not ${role}`];
}

/** Receipts come as `MESSAGEMETADATA` and tell what was read, or else what was delivered. */
function eventOf({ type, contentType, content }: ChatItem): string | undefined {
  if (type === "MESSAGEMETADATA") return content.includes("ReadTimestamp") ? "read" : "delivered";
  if (!contentType.startsWith(eventPrefix)) return undefined;
  return contentType.slice(contentType.lastIndexOf(".") + 1);
}

function interactiveDifferences(
  { template, title, elements = [] }: { template?: string; title?: unknown; elements?: readonly unknown[] },
  item: ChatItem,
): string[] {
  if (item.contentType !== interactiveType) return [`its content type is ${item.contentType}, not interactive`];
  const message = interactiveIn(item);
  const found: string[] = [];
  if (template !== undefined && message.template !== template) {
    found.push(`its template is ${message.template}, not ${template}`);
  }
  if (title !== undefined) found.push(...textDifferences("its title", title as string, message.title));
  for (const element of elements) {
    const holds = message.elements.some((name) => textDifferences("", element as string, name).length === 0);
    if (!holds)
      found.push(`no element is ${described(element as string)}; there are ${described(message.elements as never)}`);
  }
  return found;
}

/** The parts of an interactive message that people see. */
export function interactiveIn({ content }: ChatItem): {
  readonly template: string;
  readonly title: string;
  readonly elements: readonly string[];
} {
  const message = parsed(content);
  const inner = record(record(message.data).content);
  const listed = [inner.elements, inner.timeslots].find(Array.isArray) ?? [];
  const elements = listed.flatMap((entry: unknown) => namesOf(record(entry)));
  return { template: String(message.templateType ?? ""), title: String(inner.title ?? inner.viewId ?? ""), elements };
}

/** A carousel's elements are templates of their own. */
function namesOf(element: Readonly<Record<string, unknown>>): string[] {
  const inner = record(record(element.data).content);
  if (Array.isArray(inner.elements)) return inner.elements.flatMap((entry: unknown) => namesOf(record(entry)));
  const name = element.title ?? element.date;
  return typeof name === "string" ? [name] : [];
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
