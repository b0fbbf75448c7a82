import { dirname, relative, sep } from "node:path";
import { Document, Scalar, visit } from "yaml";
import { type ChatItem, chatEnded } from "../chat/item.js";
import type { Conversation } from "../conversation/conversation.js";
import type { Expectation } from "../conversation/expectation.js";
import { interactiveIn } from "../conversation/judge.js";
import type { TextMatcher } from "../conversation/matcher.js";
import type { Capture, Step } from "../conversation/step.js";
import type { Deed } from "./chat-line.js";

const interactiveType = "application/vnd.amazonaws.connect.message.interactive";
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

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

  /** The file's text; `contactIds` are different each time, so texts with one of them become patterns. */
  text(contactIds: readonly string[]): string {
    const { start } = this.options;
    const names = new Map(contactIds.map((id, index) => [id, `contactId${index === 0 ? "" : index + 1}`]));
    const { steps, milliseconds } = this.steps(names);
    const document = literal(start);
    const long = milliseconds > longConversation;
    const conversation = {
      ...document,
      ...(long ? { timeout: Math.ceil(milliseconds / 1000) + spareSeconds.conversation } : {}),
      ...(usesBraces([document, steps]) ? { variables: bracesVariable } : {}),
      steps: steps.length > 0 ? steps : [{ pause: 0 }],
    };
    return `# Recorded by chat-check chat.\n${yamlOf(conversation)}`;
  }

  private wentOn(lastAction: number | undefined): boolean {
    const before = this.happenings.at(-1);
    return before !== undefined && lastAction !== undefined && lastAction > endOf(before) + atOnce;
  }

  private steps(names: ReadonlyMap<string, string>): { readonly steps: Step[]; readonly milliseconds: number } {
    const steps: Step[] = [];
    const known = new Map<string, string>();
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
        const found = own ? [] : expected(item, Math.max(waited, at - (judgedFrom ?? at)), names, known);
        if (found.length > 0) judgedFrom = at;
        steps.push(...found);
        now += waited;
      } else {
        const hesitated = index <= lastDriven && waited > hesitation ? waited : 0;
        const pause = hesitated + (deed && "pause" in deed ? deed.pause * 1000 : 0);
        if (hesitated > 0 || (deed && "pause" in deed)) {
          steps.push({ pause: Math.ceil(pause) / 1000 });
          judgedFrom = undefined;
        }
        if (deed && !("pause" in deed)) steps.push(renamed(literal(this.portable(deed)), known));
        now += pause;
      }
      before = Math.max(before, endOf(happening));
    }
    return { steps, milliseconds: now };
  }

  /** The path of a file as the conversation has it. */
  private portable(deed: Deed): Deed {
    if (!("attach" in deed)) return deed;
    return { attach: relative(dirname(this.options.file), deed.attach).split(sep).join("/") };
  }
}

function yamlOf(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
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
  names: ReadonlyMap<string, string>,
  known: Map<string, string>,
): Step[] {
  const { expect, capture } = expectationOf(item, names, known) ?? {};
  if (expect === undefined) return [];
  const timeLimit = Math.ceil(waited / 1000) + spareSeconds.step;
  return [{ expect, ...(capture ? { capture } : {}), ...(waited > unhurried ? { timeLimit } : {}) }];
}

interface Expected {
  readonly expect: Expectation;
  readonly capture?: Capture;
}

function expectationOf(
  item: ChatItem,
  names: ReadonlyMap<string, string>,
  known: Map<string, string>,
): Expected | undefined {
  const { type, role, contentType, content } = item;
  if (contentType === chatEnded) return { expect: { event: "ended" } };
  if (type === "EVENT") {
    const event = /event\.participant\.(joined|left)$/.exec(contentType)?.[1] as "joined" | "left" | undefined;
    return event && role ? { expect: { event, role } } : undefined;
  }
  if (type === "ATTACHMENT") return { expect: { attachment: loose(content, names, known) } };
  if (type !== "MESSAGE") return undefined;
  if (contentType === interactiveType) return { expect: interactiveOf(item, names, known) };
  const { matcher, capture } = textOf(content, names, known);
  return { expect: role === "SYSTEM" ? matcher : { role, content: matcher }, capture };
}

function interactiveOf(
  item: ChatItem,
  names: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, string>,
): Expectation {
  const { template, title, elements } = interactiveIn(item);
  return {
    interactive: {
      template,
      ...(title === "" ? {} : { title: loose(title, names, known) }),
      ...(elements.length > 0 ? { elements: elements.map((element) => loose(element, names, known)) } : {}),
    },
  };
}

/** A text of a message as it is, but for contact ids; one that is seen for the first time is kept in a variable. */
function textOf(
  text: string,
  names: ReadonlyMap<string, string>,
  known: Map<string, string>,
): { readonly matcher: TextMatcher; readonly capture?: Capture } {
  const unknown = [...names].filter(([id]) => text.includes(id) && !known.has(id));
  if (unknown.length === 0) return { matcher: renamed(literal(text), known) };
  const capture = Object.fromEntries(
    unknown.map(([id, name]) => [name, { pattern: patternOf(text, names, known, id) }]),
  );
  for (const [id, name] of unknown) known.set(id, name);
  return { matcher: { pattern: patternOf(text, names, new Map()) }, capture };
}

/** The same where nothing can be kept. */
function loose(text: string, names: ReadonlyMap<string, string>, known: ReadonlyMap<string, string>): TextMatcher {
  const unknown = [...names.keys()].some((id) => text.includes(id) && !known.has(id));
  return unknown ? { pattern: patternOf(text, names, known) } : renamed(literal(text), known);
}

/** A pattern for a whole text, in which ids may be others; `captured` is in a group. */
function patternOf(
  text: string,
  names: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, string>,
  captured?: string,
): string {
  const ids = [...names.keys()].filter((id) => text.includes(id));
  const parts = text.trim().split(new RegExp(`(${ids.map(escaped).join("|")})`));
  let grouped = false;
  const written = parts.map((part) => {
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

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
