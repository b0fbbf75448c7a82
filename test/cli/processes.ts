import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { root } from "../project/root.js";

/** The command as a package has it. */
export const program = join(root, "dist/cli/main.js");

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** Somebody who runs the command, in processes of their own, with a home, a state and a cache of their own. */
export class User implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), "chat-check-user-"));
  readonly environment: Readonly<Record<string, string | undefined>>;

  constructor(environment: Readonly<Record<string, string | undefined>> = {}) {
    if (!existsSync(join(root, "dist/.built"))) {
      throw new Error(
        "dist/ has no whole build of the command: run npm run build, or npm test, which does that first.",
      );
    }
    this.environment = {
      PATH: process.env.PATH,
      HOME: this.folder,
      XDG_STATE_HOME: join(this.folder, "state"),
      XDG_CACHE_HOME: join(this.folder, "cache"),
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: "us-east-1",
      AWS_EC2_METADATA_DISABLED: "true",
      ...environment,
    };
  }

  /** Starts `chat-check` with these words. */
  start(args: readonly string[], options: SpawnOptions = {}): ChildProcess {
    return this.startOther(process.execPath, [program, ...args], options);
  }

  startOther(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
    return spawn(command, args, {
      cwd: this.folder,
      env: { ...this.environment },
      stdio: ["ignore", "pipe", "pipe"],
      ...options,
    });
  }

  /** Runs `chat-check` with these words to its end. */
  run(...args: string[]): Promise<Ended> {
    return endOf(this.start(args));
  }

  /** Writes a file into the folder and answers its whole name. */
  file(name: string, content: string): string {
    writeFileSync(join(this.folder, name), content);
    return join(this.folder, name);
  }

  /** What is kept of contacts that stayed open, a text for each. */
  records(): string[] {
    const folder = join(this.folder, "state/connect-chat-check/contacts");
    return existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8")) : [];
  }

  makeFolder(name: string): string {
    mkdirSync(join(this.folder, name), { recursive: true });
    return join(this.folder, name);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export async function endOf(child: ChildProcess): Promise<Ended> {
  const [out, err, [code, signal]] = await Promise.all([
    child.stdout ? text(child.stdout) : "",
    child.stderr ? text(child.stderr) : "",
    once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  return { code, signal, out, err };
}
