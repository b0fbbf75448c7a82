import { dirname, relative, sep } from "node:path";
import { Document, isMap, isSeq, Scalar, visit } from "yaml";
import { type ChatItem, chatEnded } from "../chat/item.js";
import type { Conversation } from "../conversation/conversation.js";
import type { Expectation } from "../conversation/expectation.js";
import { interactiveIn } from "../conversation/judge.js";
import type { TextMatcher } from "../conversation/matcher.js";
import type { Capture, Step } from "../conversation/step.js";
import type { Deed } from "./chat-line.js";

const interactiveType = "application/vnd.amazonaws.connect.message.interactive";
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const anyUuid = /(?<![\w-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])/g;
const anyDate = /(?<!\d)\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)/g;
/** A date as near to the chat as this is one of the chat, and another day another one. */
const sameTime = 36 * 3_600_000;

/** What a flow answers at once comes sooner than this after what it answers; what comes later, a timer brought. */
const atOnce = 250;
/** Shorter hesitation than this is no hesitation. */
const hesitation = 100;
/** An answer that takes longer gets a time limit of its own. */
const unhurried = 5_000;
const spareSeconds = { step: 10, conversation: 60 };
const longConversation = 30_000;

/** Something that happened, in milliseconds of the chat's time. */
interface Happening {
  readonly time: number;
  readonly deed?: Deed;
  readonly item?: ChatItem;
  readonly own?: boolean;
  /** Whether the flow went on, and said nothing, since what happened before. */
  readonly silently?: boolean;
}

export interface RecordOptions {
  /** Whole path of the file that it is to be, which files of `attach` are relative to. */
  readonly file: string;
  /** The flow, and the members of StartChatContact that were given. */
  readonly start: Omit<Conversation, "steps">;
  /** Whether time can be let pass, so that it matters when the customer did something. */
  readonly paced: boolean;
  /** When the chat began, in milliseconds of its time; what a chat that it carries on has said is older. */
  readonly began: number;
}

interface Steps {
  readonly steps: Step[];
  /** Of steps, by their indices. */
  readonly comments: ReadonlyMap<number, string>;
  readonly milliseconds: number;
}

/** What is different each time that a chat is held. */
interface Varying {
  /** The variable of an id. */
  readonly names: ReadonlyMap<string, string>;
  readonly dates: ReadonlySet<string>;
  /** Names of ids that are in their variables by now. */
  readonly known: Map<string, string>;
}

const noChoices = { title: "", elements: [] } as const;

/** A chat as a conversation that can be held again. */
export class ChatRecord {
  private readonly happenings: Happening[] = [];

  constructor(private readonly options: RecordOptions) {}

  /** The customer does something; the answer takes it back, when it was refused. `lastAction`: when the flow's last one was. */
  deed(deed: Deed, time: number, lastAction?: number): () => void {
    const happening = { deed, time, silently: this.wentOn(lastAction) };
    this.happenings.push(happening);
    return () => void this.happenings.splice(this.happenings.indexOf(happening), 1);
  }

  item(item: ChatItem, own: boolean): void {
    this.happenings.push({ item, own, time: Math.max(this.options.began, Date.parse(item.time)) });
  }

  /** It is over; `lastAction` as for a deed. */
  close(time: number, lastAction?: number): void {
    if (this.wentOn(lastAction)) this.happenings.push({ time, silently: true });
  }

  /**
   * The file's text. What is different each time becomes a pattern, with a comment: `contactIds`, and ids and dates that
   * came up in the chat.
   */
  text(contactIds: readonly string[]): string {
    const { start } = this.options;
    const { steps, comments, milliseconds } = this.steps(this.varying(contactIds));
    const document = literal(start);
    const long = milliseconds > longConversation;
    const conversation = {
      ...document,
      ...(long ? { timeout: Math.ceil(milliseconds / 1000) + spareSeconds.conversation } : {}),
      ...(usesBraces([document, steps]) ? { variables: bracesVariable } : {}),
      steps: steps.length > 0 ? steps : [{ pause: 0 }],
    };
    return `# Recorded by chat-check chat.\n${yamlOf(conversation, comments)}`;
  }

  /** What the customer has given itself, the chat says the same of each time. */
  private varying(contactIds: readonly string[]): Varying {
    const names = new Map(contactIds.map((id, index) => [id, numbered("contactId", index)]));
    const dates = new Set<string>();
    let given = JSON.stringify(this.options.start);
    let others = 0;
    for (const { item, own, deed } of this.happenings) {
      if (deed) given += JSON.stringify(deed);
      if (!item || own || (item.type !== "MESSAGE" && item.type !== "ATTACHMENT")) continue;
      const { title, elements } = item.contentType === interactiveType ? interactiveIn(item) : noChoices;
      const text = item.contentType === interactiveType ? [title, ...elements].join("\n") : item.content;
      for (const [id] of text.matchAll(anyUuid)) {
        if (!names.has(id) && !given.includes(id)) names.set(id, numbered("id", others++));
      }
      for (const [date] of text.matchAll(anyDate)) {
        if (!given.includes(date) && Math.abs(Date.parse(date) - Date.parse(item.time)) < sameTime) dates.add(date);
      }
    }
    return { names, dates, known: new Map() };
  }

  private wentOn(lastAction: number | undefined): boolean {
    const before = this.happenings.at(-1);
    return before !== undefined && lastAction !== undefined && lastAction > endOf(before) + atOnce;
  }

  private steps(varying: Varying): Steps {
    const steps: Step[] = [];
    const comments = new Map<number, string>();
    const lastDriven = this.options.paced ? lastDrivenOf(this.happenings) : -1;
    let before = this.options.began;
    // Where the conversation will be in its own time, which leaves out what was hesitated for nothing.
    let now = 0;
    let judgedFrom: number | undefined;
    for (const [index, happening] of this.happenings.entries()) {
      const { time, deed, item, own } = happening;
      const waited = Math.max(0, time - before);
      if (item) {
        const at = now + time - before;
        const found = own ? undefined : expected(item, Math.max(waited, at - (judgedFrom ?? at)), varying);
        if (found) {
          judgedFrom = at;
          if (found.comment) comments.set(steps.length, found.comment);
          steps.push(found.step);
        }
        now += waited;
      } else {
        const hesitated = index <= lastDriven && waited > hesitation ? waited : 0;
        const pause = hesitated + (deed && "pause" in deed ? deed.pause * 1000 : 0);
        if (hesitated > 0 || (deed && "pause" in deed)) {
          steps.push({ pause: Math.ceil(pause) / 1000 });
          judgedFrom = undefined;
        }
        if (deed && !("pause" in deed)) steps.push(renamed(literal(this.portable(deed)), varying.known));
        now += pause;
      }
      before = Math.max(before, endOf(happening));
    }
    return { steps, comments, milliseconds: now };
  }

  /** The path of a file as the conversation has it. */
  private portable(deed: Deed): Deed {
    if (!("attach" in deed)) return deed;
    return { attach: relative(dirname(this.options.file), deed.attach).split(sep).join("/") };
  }
}

function yamlOf(value: unknown, comments: ReadonlyMap<number, string>): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  const steps = document.get("steps");
  for (const [index, step] of isSeq(steps) ? steps.items.entries() : []) {
    const comment = comments.get(index);
    if (comment !== undefined && isMap(step)) step.commentBefore = ` ${comment}`;
  }
  visit(document, {
    Scalar(_key, node) {
      // In a block, which shows the lines of a text, white space at their ends is not safe.
      if (/^\s|[^\S\n]\n|\n[^\S\n]|\s$/.test(String(node.value))) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** Which of them a timer brought last: all that the customer did before has to be done as slowly again. */
function lastDrivenOf(happenings: readonly Happening[]): number {
  let driven = -1;
  for (const [index, { time, item, own, silently }] of happenings.entries()) {
    const before = happenings[index - 1];
    if (silently || (item && !own && before && time > before.time + atOnce)) driven = index;
  }
  return driven;
}

function endOf({ time, deed }: Happening): number {
  return deed && "pause" in deed ? time + deed.pause * 1000 : time;
}

/** A variable that stands for what would otherwise begin a variable. */
export const bracesVariable = { braces: "{{" };

/** A value whose texts come out of a conversation as they are. */
export function literal<T>(value: T): T {
  return mapped(value, (text) => text.replace(/\{\{(?=\s*[A-Za-z_]\w*\s*\}\})/g, "{{braces}}"));
}

function usesBraces(value: unknown): boolean {
  return JSON.stringify(value).includes("{{braces}}");
}

function renamed<T>(value: T, names: ReadonlyMap<string, string>): T {
  return mapped(value, (text) => [...names].reduce((whole, [id, name]) => whole.replaceAll(id, `{{${name}}}`), text));
}

function mapped<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((entry) => mapped(entry, change)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mapped(entry, change)])) as T;
}

/** What is expected where an item was heard; nothing of what differs from run to run. */
function expected(
  item: ChatItem,
  waited: number,
  varying: Varying,
): { readonly step: Step; readonly comment?: string } | undefined {
  const different = differentIn(item, varying);
  const { expect, capture } = expectationOf(item, varying) ?? {};
  if (expect === undefined) return undefined;
  const timeLimit = Math.ceil(waited / 1000) + spareSeconds.step;
  return {
    step: { expect, ...(capture ? { capture } : {}), ...(waited > unhurried ? { timeLimit } : {}) },
    ...(different.length > 0 ? { comment: `Different each time, hence a pattern: ${different.join(", ")}` } : {}),
  };
}

/** What of an item no step can have as it is. */
function differentIn(item: ChatItem, { names, dates, known }: Varying): string[] {
  if (item.type === "EVENT") return [];
  const { title, elements } = item.contentType === interactiveType ? interactiveIn(item) : noChoices;
  const text = item.contentType === interactiveType ? [title, ...elements].join("\n") : item.content;
  return [...[...names.keys()].filter((id) => !known.has(id)), ...dates].filter((part) => text.includes(part));
}

interface Expected {
  readonly expect: Expectation;
  readonly capture?: Capture;
}

function expectationOf(item: ChatItem, varying: Varying): Expected | undefined {
  const { type, role, contentType, content } = item;
  if (contentType === chatEnded) return { expect: { event: "ended" } };
  if (type === "EVENT") {
    const event = /event\.participant\.(joined|left)$/.exec(contentType)?.[1] as "joined" | "left" | undefined;
    return event && role ? { expect: { event, role } } : undefined;
  }
  if (type === "ATTACHMENT") return { expect: { attachment: loose(content, varying) } };
  if (type !== "MESSAGE") return undefined;
  if (contentType === interactiveType) return { expect: interactiveOf(item, varying) };
  const { matcher, capture } = textOf(content, varying);
  return { expect: role === "SYSTEM" ? matcher : { role, content: matcher }, capture };
}

function interactiveOf(item: ChatItem, varying: Varying): Expectation {
  const { template, title, elements } = interactiveIn(item);
  return {
    interactive: {
      template,
      ...(title === "" ? {} : { title: loose(title, varying) }),
      ...(elements.length > 0 ? { elements: elements.map((element) => loose(element, varying)) } : {}),
    },
  };
}

/** A text of a message as it is, but for ids and dates; an id that is seen for the first time is kept in a variable. */
function textOf(text: string, varying: Varying): { readonly matcher: TextMatcher; readonly capture?: Capture } {
  const { names, known } = varying;
  const unknown = [...names].filter(([id]) => text.includes(id) && !known.has(id));
  if (unknown.length === 0) return { matcher: loose(text, varying) };
  const capture = Object.fromEntries(unknown.map(([id, name]) => [name, { pattern: patternOf(text, varying, id) }]));
  for (const [id, name] of unknown) known.set(id, name);
  return { matcher: { pattern: patternOf(text, { ...varying, known: new Map() }) }, capture };
}

/** The same where nothing can be kept. */
function loose(text: string, varying: Varying): TextMatcher {
  const { names, dates, known } = varying;
  const unknown = [...names.keys()].some((id) => text.includes(id) && !known.has(id));
  const isPattern = unknown || [...dates].some((date) => text.includes(date));
  return isPattern ? { pattern: patternOf(text, varying) } : renamed(literal(text), known);
}

/** A pattern for a whole text, in which ids and dates may be others; `captured` is in a group. */
function patternOf(text: string, { names, dates, known }: Varying, captured?: string): string {
  const ids = [...names.keys()].filter((id) => text.includes(id));
  const parts = text.trim().split(splitter([...ids, ...[...dates].filter((date) => text.includes(date))]));
  let grouped = false;
  const written = parts.map((part) => {
    if (dates.has(part)) return escaped(part).replace(/\d/g, "\\d");
    if (!ids.includes(part)) return escaped(part);
    if (known.has(part)) return `{{${known.get(part)}}}`;
    const any = uuid.test(part) ? uuid.source.slice(1, -1) : "[\\w-]+";
    if (part !== captured) return any;
    if (grouped) return "\\1";
    grouped = true;
    return `(${any})`;
  });
  return `^\\s*${written.join("")}\\s*$`;
}

/** Longer ones first, since a date is the beginning of a time. */
function splitter(parts: readonly string[]): RegExp {
  const longest = [...parts].sort((a, b) => b.length - a.length);
  return new RegExp(`(${longest.map(escaped).join("|")})`);
}

function numbered(name: string, index: number): string {
  return index === 0 ? name : `${name}${index + 1}`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
