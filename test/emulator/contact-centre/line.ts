import type { Item } from "@aws-sdk/client-connectparticipant";
import type { TalkLine } from "./scenario.js";

/** What a customer does in a chat window. */
export type Deed =
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "choose"; readonly action: string; readonly data: unknown }
  | { readonly kind: "leave" };

/** A line of a talk: its time, what it says, and what is said or shown in it. */
export interface Line {
  readonly milliseconds: number;
  readonly head: string;
  readonly content?: unknown;
}

export const interactive = "application/vnd.amazonaws.connect.message.interactive";
const eventPrefix = "application/vnd.amazonaws.connect.event.";

export function lineOf(written: TalkLine): Line {
  const [key, content] = typeof written === "string" ? [written, undefined] : (Object.entries(written)[0] ?? [""]);
  const [, time = "", head = ""] = /^(\d+:\d\d) (.*)$/.exec(key) ?? [];
  return { milliseconds: millisecondsOf(time), head, content };
}

/** Of `16:20`. */
export function millisecondsOf(time: string): number {
  const [minutes, seconds] = time.split(":").map(Number);
  if (minutes === undefined || seconds === undefined) throw new Error(`${time} is no time.`);
  return (minutes * 60 + seconds) * 1000;
}

/** A line as a text; where `<any>` is expected, it stands for whatever is there. */
export function shown({ milliseconds, head, content }: Line, expected?: Line): string {
  const seconds = milliseconds / 1000;
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  if (content === undefined) return `${time} ${head}`;
  const said = typeof content === "string" ? content : JSON.stringify(masked(content, expected?.content));
  return `${time} ${head}: ${said}`;
}

/** What the customer does in a line, if that is what it is about. */
export function deedOf({ head, content }: Line): Deed | undefined {
  const [who, verb, what = ""] = head.split(/ (.*?)(?: (.*))?$/);
  if (who !== "CUSTOMER") return undefined;
  if (verb === undefined) return { kind: "say", text: String(content) };
  if (verb === "chooses") return { kind: "choose", action: what, data: content };
  if (verb === "types") return { kind: "choose", action: " ", data: { content } };
  return verb === "left" ? { kind: "leave" } : undefined;
}

/** The line for an item; of a whisper, which no transcript has, that it is one. */
export function lineFor(item: Item, start: number, isWhisper: boolean, views: ReadonlyMap<string, string>): Line {
  return { milliseconds: Date.parse(item.AbsoluteTime ?? "") - start, ...contentOf(item, isWhisper, views) };
}

function contentOf(item: Item, isWhisper: boolean, views: ReadonlyMap<string, string>): Omit<Line, "milliseconds"> {
  const { Type, ContentType = "", Content = "" } = item;
  const who = nameOf(item);
  if (Type === "EVENT") {
    const event = ContentType.replace(eventPrefix, "").replace(".", " ");
    return { head: who ? `${who} ${event.replace("participant ", "")}` : event };
  }
  if (isWhisper) return { head: "whisper", content: Content };
  if (ContentType === interactive) {
    const { templateType, data } = JSON.parse(Content) as Interactive;
    const { viewId = "", viewData, ...content } = data.content;
    if (templateType !== "ViewResource") return { head: `${who} shows ${templateType}`, content };
    return { head: `${who} shows ${views.get(viewId) ?? viewId}`, content: viewData };
  }
  if (ContentType === `${interactive}.response`) {
    const { action, data } = JSON.parse(Content) as { action: string; data: { content?: string } };
    if (action === " ") return { head: `${who} types`, content: data.content };
    return { head: `${who} chooses ${action}`, content: data };
  }
  return { head: who, content: Content };
}

interface Interactive {
  readonly templateType: string;
  readonly data: { readonly content: { readonly viewId?: string; readonly viewData?: unknown } };
}

function nameOf({ ParticipantRole: role, DisplayName: name }: Item): string {
  if (role === "SYSTEM" && name === "BOT") return name;
  return role === "AGENT" ? `${role} ${name}` : (role ?? "");
}

function masked(actual: unknown, expected: unknown): unknown {
  if (expected === "<any>" && actual !== undefined) return expected;
  if (Array.isArray(actual)) {
    return actual.map((entry, index) => masked(entry, Array.isArray(expected) ? expected[index] : undefined));
  }
  if (typeof actual !== "object" || actual === null) return actual;
  const wanted = (typeof expected === "object" && expected !== null ? expected : {}) as Record<string, unknown>;
  const keys = Object.keys(actual).sort();
  return Object.fromEntries(keys.map((key) => [key, masked((actual as Record<string, unknown>)[key], wanted[key])]));
}
