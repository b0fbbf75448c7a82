import { stringify } from "yaml";
import type { ChatItem } from "../chat/item.js";
import { interactiveIn, interactiveParts, record } from "../conversation/judge.js";
import type { Offer, OfferedElement } from "./chat-line.js";

/** An entry of a chat as people read it. */
export type Entry = Message | { readonly kind: "event"; readonly time: string; readonly text: string };

export interface Message {
  readonly kind: "message";
  /** ISO 8601. */
  readonly time: string;
  readonly own: boolean;
  readonly role: string;
  /** Absent where the role tells as much. */
  readonly name?: string;
  readonly text: string;
  /** What can be chosen from, in the order of its numbers. */
  readonly choices: readonly string[];
}

const interactiveType = "application/vnd.amazonaws.connect.message.interactive";
const eventPrefix = "application/vnd.amazonaws.connect.event.";
const viewTemplate = "ViewResource";
const mostViewLines = 20;

/** What of an item is shown; nothing of receipts, and of what the customer itself does at its keyboard. */
export function entryOf(item: ChatItem, own: boolean): Entry | undefined {
  const { type, time, contentType } = item;
  if (type === "MESSAGE" || type === "ATTACHMENT") return messageOf(item, own);
  if (type !== "EVENT" || !contentType.startsWith(eventPrefix)) return undefined;
  const text = eventText(contentType.slice(eventPrefix.length), own ? "You" : nameOf(item));
  return text === undefined || (own && contentType.endsWith("typing")) ? undefined : { kind: "event", time, text };
}

/** What a message lets the customer choose from; a view tells that by its description alone. */
export function offerOf(item: ChatItem): Offer | undefined {
  if (item.contentType !== interactiveType) return undefined;
  const { template, elements } = interactiveParts(item);
  if (template === viewTemplate) return { kind: "view", actions: [] };
  return {
    kind: "elements",
    elements: elements.map(({ title, list }) => ({ title, ...(list ? { list: list.title } : {}) })),
  };
}

/** The token by which a message's view can be described. */
export function viewTokenOf(item: ChatItem): string | undefined {
  if (item.contentType !== interactiveType || interactiveIn(item).template !== viewTemplate) return undefined;
  const { viewToken } = contentIn(item);
  return typeof viewToken === "string" ? viewToken : undefined;
}

function messageOf(item: ChatItem, own: boolean): Message {
  const { time, role = "", displayName } = item;
  const offer = own ? undefined : offerOf(item);
  return {
    kind: "message",
    time,
    own,
    role,
    ...(displayName && displayName !== "SYSTEM_MESSAGE" ? { name: displayName } : {}),
    text: own ? ownText(item) : textOf(item),
    choices: offer?.kind === "elements" ? offer.elements.map(choiceText) : [],
  };
}

function choiceText({ title, list }: OfferedElement): string {
  return list ? `${list} › ${title}` : title;
}

function textOf(item: ChatItem): string {
  const { type, contentType, content } = item;
  if (type === "ATTACHMENT") return `[file] ${content}`;
  if (contentType !== interactiveType) return content;
  const { template, title } = interactiveIn(item);
  if (template !== viewTemplate) return title || `[${template}]`;
  return [`[view] ${title}`, ...viewLines(contentIn(item).viewData)].join("\n");
}

/** A choice that is sent as JSON reads as what was chosen. */
function ownText(item: ChatItem): string {
  const { type, contentType, content } = item;
  if (type === "ATTACHMENT") return `[file] ${content}`;
  if (contentType === `${interactiveType}.response`) {
    const { action, data } = record(parsed(content));
    if (action === " ") return String(record(data).content);
    return [action, ...(Object.keys(record(data)).length > 0 ? [JSON.stringify(data)] : [])].join(" ");
  }
  const { selectionText } = content.startsWith("{") ? record(parsed(content)) : {};
  return typeof selectionText === "string" ? selectionText : content;
}

function viewLines(data: unknown): string[] {
  const value = typeof data === "string" ? parsed(data) : data;
  if (Object.keys(record(value)).length === 0) return [];
  const lines = stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd().split("\n");
  const left = lines.length - mostViewLines;
  return left > 0 ? [...lines.slice(0, mostViewLines), `… ${left} more`] : lines;
}

function eventText(event: string, name: string): string | undefined {
  switch (event) {
    case "participant.joined":
      return `${name} joined`;
    case "participant.left":
      return `${name} left`;
    case "participant.autodisconnection":
      return `${name} was silent for too long`;
    case "typing":
      return `${name} is typing …`;
    case "chat.ended":
      return "The chat has ended";
    case "transfer.succeeded":
      return "The chat was transferred";
    case "transfer.failed":
      return "The chat could not be transferred";
    case "chat.rehydrated":
      return "The chat before is carried on";
  }
  return undefined;
}

function nameOf({ displayName, role = "" }: ChatItem): string {
  return displayName || role;
}

function contentIn({ content }: ChatItem): Readonly<Record<string, unknown>> {
  return record(record(record(parsed(content)).data).content);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
