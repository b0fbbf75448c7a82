import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { processSurroundings } from "../../provider/chat/surroundings.js";
import { chat } from "../../provider/cli/chat.js";
import type { InputStream, OutputStream } from "../../provider/cli/command.js";
import { assertNoToken } from "../project/tokens.js";
import { Terminal } from "./terminal.js";

export interface ChatTerminalOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Columns of a terminal that somebody sits at; without, lines come from a pipe and go into one. */
  readonly columns?: number;
}

/** Who talks to a flow: by a pipe, or at a terminal. What is written can be waited for. */
export class ChatTerminal extends Terminal {
  readonly input: PassThrough & InputStream = new PassThrough();
  readonly output: PassThrough & OutputStream;
  raw = false;
  private waiting: (() => void)[] = [];
  private timers = 0;

  constructor({ environment = {}, columns }: ChatTerminalOptions = {}) {
    super(environment, false, {
      after: (milliseconds, callback) => {
        this.timers += 1;
        let running = true;
        const stop = () => {
          if (running) this.timers -= 1;
          running = false;
        };
        const cancel = processSurroundings.after(milliseconds, () => {
          stop();
          callback();
        });
        return () => {
          stop();
          cancel();
        };
      },
    });
    const screen = new PassThrough().setEncoding("utf8");
    this.output = columns === undefined ? screen : Object.assign(screen, { isTTY: true, columns });
    if (columns !== undefined) {
      Object.assign(this.input, {
        isTTY: true,
        setRawMode: (mode: boolean) => {
          this.raw = mode;
        },
      });
      screen.on("data", (text: string) => this.keep(text));
    }
  }

  override out = (text: string) => {
    if (this.output.isTTY) this.output.write(text);
    else this.keep(text);
  };

  /** Runs `chat-check chat` with these words; then nothing is to come that would keep a process of its own from ending. */
  async run(...args: string[]): Promise<number> {
    const code = await chat.run(args, this);
    await new Promise(setImmediate);
    assert.equal(this.timers, 0, "a timer is running still");
    return code;
  }

  /** Runs it with a script. */
  script(lines: readonly string[], ...args: string[]): Promise<number> {
    this.input.end(lines.map((line) => `${line}\n`).join(""));
    return this.run(...args);
  }

  type(text: string): void {
    this.input.write(text);
  }

  /** Until what was written matches, or what is to be seen of it. */
  async until(pattern: RegExp, seen = (written: string) => written): Promise<void> {
    while (!pattern.test(seen(this.written))) {
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
      });
    }
  }

  /** Writes flows into a folder of theirs, and answers its name. */
  flows(...sources: readonly { readonly name: string; readonly content: object }[]): string {
    mkdirSync(join(this.folder, "flows"), { recursive: true });
    for (const { name, content } of sources) {
      writeFileSync(join(this.folder, "flows", `${name}.json`), JSON.stringify(content));
    }
    return "flows";
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  override [Symbol.dispose](): void {
    assertNoToken(this.written + this.told);
    super[Symbol.dispose]();
  }

  private keep(text: string): void {
    this.written += text;
    for (const wake of this.waiting.splice(0)) wake();
  }
}
