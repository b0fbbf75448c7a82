import { transcriptLine } from "../conversation/transcript.js";
import { cellsOf, harmless, isolated, linesOf } from "./cells.js";
import type { Entry, Message } from "./chat-entry.js";

/** Where a chat is shown. */
export interface Screen {
  show(entry: Entry): void;
  /** Choices that were not known yet when their message was shown. */
  choices(names: readonly string[]): void;
  /** Tells something that is not part of the chat. */
  note(text: string): void;
}

export interface BubbleOptions {
  readonly columns: number;
  readonly colours: boolean;
}

const narrow = 40;
const fewest = 4;
const bar = "│";
const codes = { dim: "2", own: "36", agent: "32", other: "1" } as const;

/** A chat in a terminal: messages as bubbles, those of the customer on the right. */
export class BubbleScreen implements Screen {
  /** `options` are asked for each time, since a window changes its size. */
  constructor(
    private readonly options: () => BubbleOptions,
    private readonly write: (text: string) => void,
  ) {}

  show(entry: Entry): void {
    const options = this.options();
    this.write(entry.kind === "message" ? bubble(entry, options) : eventLine(entry.text, entry.time, options));
  }

  choices(names: readonly string[]): void {
    const options = this.options();
    this.write(choiceRows(names, options).map(theirs(options)).join(""));
  }

  note(text: string): void {
    const { columns, colours } = this.options();
    const shown = linesOf(harmless(text), columns - 1);
    this.write(`${shown.map((line) => painted(line, "dim", colours)).join("\n")}\n`);
  }
}

/** A chat where nobody watches: a line each, as in transcripts; what is not part of it goes elsewhere. */
export class LineScreen implements Screen {
  private start: string | undefined;

  constructor(
    private readonly write: (text: string) => void,
    private readonly tell: (text: string) => void,
  ) {}

  show(entry: Entry): void {
    this.start ??= entry.time;
    const { kind, time, text } = entry;
    const content = kind === "event" ? text : [text, ...choiceLines(entry.choices)].join("\n");
    const role = kind === "event" ? "" : entry.role;
    const line = transcriptLine({ time, role, contentType: "", content: harmless(content) }, this.start);
    this.write(`${line.replaceAll("\n", "\n  ")}\n`);
  }

  choices(names: readonly string[]): void {
    this.write(`${choiceLines(names.map(harmless)).join("\n  ").replace(/^/, "  ")}\n`);
  }

  note(text: string): void {
    this.tell(`${harmless(text)}\n`);
  }
}

export function bubble(message: Message, options: BubbleOptions): string {
  const { own, role, name, time, text, choices } = message;
  const { columns, colours } = options;
  const who = own ? "You" : [name, role].filter(Boolean).join(" · ");
  const head = [who, clock(time)].join(" · ");
  const body = [...linesOf(harmless(text), roomIn(options)), ...choiceRows(choices, options)];
  const paint = own ? "own" : role === "AGENT" ? "agent" : "other";
  if (!own) {
    const heads = linesOf(harmless(head), columns - 1).map((line) => `${painted(line, paint, colours)}\n`);
    return [...heads, ...body.map(theirs(options))].join("");
  }
  const right = (line: string, shown: string) => `${" ".repeat(Math.max(0, columns - 1 - cellsOf(line)))}${shown}\n`;
  return [
    right(head, painted(head, "dim", colours)),
    ...body.map((line) => right(`${line} ${bar}`, `${isolated(line)} ${painted(bar, paint, colours)}`)),
  ].join("");
}

function eventLine(text: string, time: string, { columns, colours }: BubbleOptions): string {
  const shown = linesOf(harmless(`· ${text} · ${clock(time)}`), columns - 1);
  return `${shown.map((line) => painted(line, "dim", colours)).join("\n")}\n`;
}

function theirs({ colours }: BubbleOptions): (line: string) => string {
  return (line) => `${painted(bar, "dim", colours)} ${isolated(line)}\n`;
}

/** A bubble leaves some of the width to the other side, where there is enough of it. */
function roomIn({ columns }: BubbleOptions): number {
  return Math.max(fewest, columns < narrow ? columns - 3 : Math.floor(columns * 0.75));
}

/** What does not fit beside a number goes on below its own beginning. */
function choiceRows(names: readonly string[], options: BubbleOptions): string[] {
  const room = roomIn(options);
  return choiceLines(names.map(harmless)).flatMap((choice) => {
    const [, number = "", name = ""] = /^( *\d+ {2})(.*)$/s.exec(choice) ?? [];
    const rows = linesOf(name, Math.max(fewest, room - number.length));
    return rows.map((row, index) => `${index === 0 ? number : " ".repeat(number.length)}${row}`);
  });
}

function choiceLines(names: readonly string[]): string[] {
  const widest = String(names.length).length;
  return names.map((name, index) => `${String(index + 1).padStart(widest)}  ${name}`);
}

/** The time of day on this machine. */
function clock(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : date.toTimeString().slice(0, 8);
}

function painted(text: string, paint: keyof typeof codes, colours: boolean): string {
  return colours ? `\u001B[${codes[paint]}m${text}\u001B[0m` : text;
}
