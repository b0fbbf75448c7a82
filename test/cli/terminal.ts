import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { processSurroundings, type Surroundings } from "../../provider/chat/surroundings.js";
import type { CommandIo } from "../../provider/cli/command.js";

/** What a command has instead of a process: it keeps what is written, and has a folder and a state of its own. */
export class Terminal implements CommandIo, Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), "chat-check-cli-"));
  readonly surroundings: Surroundings;
  written = "";
  told = "";

  constructor(
    environment: Readonly<Record<string, string>> = {},
    readonly isTerminal = false,
    overrides: Partial<Surroundings> = {},
  ) {
    this.surroundings = {
      ...processSurroundings,
      environment: { HOME: this.folder, XDG_STATE_HOME: join(this.folder, "state"), ...environment },
      ...overrides,
    };
  }

  out = (text: string) => {
    this.written += text;
  };

  err = (text: string) => {
    this.told += text;
  };

  onStop = () => () => {};

  /** Writes a file into the folder and answers its name there. */
  file(name: string, content: string | Uint8Array): string {
    writeFileSync(join(this.folder, name), content);
    return name;
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
