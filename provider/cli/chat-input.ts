import { createInterface, type Interface } from "node:readline";
import { Transform, type TransformCallback } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { rowsOf } from "./cells.js";
import type { InputStream, OutputStream } from "./command.js";

/** Where a customer's lines come from. */
export interface ChatInput {
  /** The next line, or nothing when there will be none any more. */
  next(): Promise<string | undefined>;
  /** Lines that came and were not asked for yet. */
  readonly waiting: readonly string[];
  /** Resolves when somebody at a terminal has had enough, or the terminal is gone. */
  readonly left: Promise<"quit">;
  /** Writes without spoiling the line that somebody is typing. */
  write(text: string): void;
  close(): void;
}

const prompt = "> ";
/** Stands for the end of a line inside a line that is being edited. */
const lineEnd = "␤";
const paste = { on: "\u001B[?2004h", off: "\u001B[?2004l", begin: "\u001B[200~", end: "\u001B[201~" } as const;

/** Lines as they come, from a pipe or a file. */
export class PipedLines implements ChatInput {
  readonly left = new Promise<"quit">(() => {});
  private readonly lines: Lines;
  private readonly reader: Interface;

  constructor(
    input: InputStream,
    readonly write: (text: string) => void,
  ) {
    this.reader = createInterface({ input, terminal: false, crlfDelay: Number.POSITIVE_INFINITY });
    this.lines = new Lines(this.reader);
    input.on("error", () => this.reader.close());
  }

  get waiting(): readonly string[] {
    return this.lines.waiting;
  }

  next(): Promise<string | undefined> {
    return this.lines.next();
  }

  close(): void {
    this.reader.close();
  }
}

/** Lines that somebody edits in a terminal, below a chat that goes on meanwhile; what is pasted is one of them. */
export class Keyboard implements ChatInput {
  readonly left: Promise<"quit">;
  private readonly lines: Lines;
  private readonly editor: Interface;
  private readonly pasted: PastedLines;
  private closed = false;

  constructor(
    private readonly input: InputStream,
    private readonly output: OutputStream,
  ) {
    this.pasted = new PastedLines(input);
    input.pipe(this.pasted);
    input.on("error", () => this.close());
    this.editor = createInterface({ input: this.pasted, output, terminal: true, prompt });
    this.editor.on("SIGINT", () => this.editor.close());
    this.editor.on("line", (line) => this.erase(line));
    this.left = new Promise((resolve) => {
      this.editor.on("close", () => {
        this.close();
        resolve("quit");
      });
    });
    this.lines = new Lines(this.editor, (line) => line.replaceAll(lineEnd, "\n"));
    output.write(paste.on);
    this.editor.prompt();
  }

  get waiting(): readonly string[] {
    return this.lines.waiting;
  }

  next(): Promise<string | undefined> {
    return this.lines.next();
  }

  write(text: string): void {
    if (this.closed) {
      this.output.write(text);
      return;
    }
    const { rows } = this.editor.getCursorPos();
    this.output.write(`${up(rows)}\r\u001B[J${text}`);
    // The editor would go up to where its line began; that is where the cursor stands now.
    Object.assign(this.editor, { prevRows: 0 });
    this.editor.prompt(true);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    const { rows } = this.editor.getCursorPos();
    this.output.write(`${up(rows)}\r\u001B[J${paste.off}`);
    this.editor.close();
    this.input.unpipe(this.pasted);
    this.input.pause();
  }

  /** What was typed comes back from the chat. */
  private erase(line: string): void {
    const rows = rowsOf(`${prompt}${line}`, this.output.columns || 80);
    this.output.write(`${up(rows)}\r\u001B[J`);
    this.editor.prompt();
  }
}

function up(rows: number): string {
  return rows > 0 ? `\u001B[${rows}A` : "";
}

/** Keeps what a reader reads until it is asked for. */
class Lines {
  readonly waiting: string[] = [];
  private over = false;
  private wake: () => void = () => {};

  constructor(reader: Interface, read = (line: string) => line) {
    reader.on("line", (line) => {
      this.waiting.push(read(line));
      this.wake();
    });
    reader.once("close", () => {
      this.over = true;
      this.wake();
    });
  }

  async next(): Promise<string | undefined> {
    while (this.waiting.length === 0 && !this.over) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return this.waiting.shift();
  }
}

/** A terminal's bytes, in which what was pasted is one line. */
class PastedLines extends Transform {
  readonly isTTY = true;
  private readonly decoder = new StringDecoder("utf8");
  private held = "";
  private pasting = false;

  constructor(private readonly terminal: InputStream) {
    super({ decodeStrings: true });
    this.setEncoding("utf8");
  }

  setRawMode(mode: boolean): this {
    this.terminal.setRawMode?.(mode);
    return this;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let rest = this.held + this.decoder.write(chunk);
    let out = "";
    for (;;) {
      const mark = this.pasting ? paste.end : paste.begin;
      const at = rest.indexOf(mark);
      if (at < 0) break;
      out += this.unpasted(rest.slice(0, at), true);
      rest = rest.slice(at + mark.length);
      this.pasting = !this.pasting;
    }
    const ready = rest.length - (this.pasting ? heldInPaste(rest) : heldOutside(rest));
    this.held = rest.slice(ready);
    done(null, out + this.unpasted(rest.slice(0, ready), false));
  }

  private unpasted(text: string, ends: boolean): string {
    if (!this.pasting) return text;
    const whole = ends ? text.replace(/[\r\n]+$/, "") : text;
    return whole
      .replace(/\r\n?|\n/g, lineEnd)
      .replace(/\t/g, "  ")
      .replace(/\p{Cc}/gu, "");
  }
}

/** Letters at the end that may be the beginning of a paste; one or two of them are a key of their own. */
function heldOutside(text: string): number {
  const begun = beginningAtEnd(text, paste.begin);
  return begun > 2 ? begun : 0;
}

/** Letters at the end that may be the end of a paste, and ends of lines before it, which are no part of it. */
function heldInPaste(text: string): number {
  const begun = beginningAtEnd(text, paste.end);
  return begun + (/[\r\n]*$/.exec(text.slice(0, text.length - begun))?.[0].length ?? 0);
}

function beginningAtEnd(text: string, mark: string): number {
  for (let size = mark.length - 1; size > 0; size--) if (text.endsWith(mark.slice(0, size))) return size;
  return 0;
}
