import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Ended, endOf } from "../cli/processes.js";
import { root } from "../project/root.js";

const mocha = createRequire(__filename).resolve("mocha/bin/mocha.js");

/** What mocha's JSON reporter tells. */
export interface Report {
  readonly stats: { readonly passes: number; readonly failures: number; readonly pending: number };
  readonly tests: readonly ReportedTest[];
}

interface ReportedTest {
  readonly title: string;
  readonly fullTitle: string;
  readonly file: string;
  readonly currentRetry?: number;
  readonly err: { readonly message?: string; readonly stack?: string; readonly code?: string };
}

/** A user's project in a folder of its own, which has this checkout's build of the package installed. */
export class Project implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), "chat-check-project-"));
  private edits = 0;

  constructor(type: "commonjs" | "module" = "commonjs", files: Readonly<Record<string, string | object>> = {}) {
    if (!existsSync(join(root, "dist/mocha/index.js"))) {
      throw new Error("dist/ has no build of the package: run npm run build, or npm test, which does that first.");
    }
    mkdirSync(join(this.folder, "node_modules"));
    symlinkSync(root, join(this.folder, "node_modules/connect-chat-check"));
    this.write("package.json", { type });
    this.write(".mocharc.json", {
      require: "connect-chat-check/mocha",
      extension: ["js", "chat.yaml", "chat.yml"],
      spec: ["**/*.chat.yaml", "**/*.test.js"],
      ignore: ["node_modules/**"],
    });
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  /** Objects are written as JSON, which is YAML as well. */
  write(name: string, content: string | object): string {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, null, 2));
    // Two edits within a clock's tick are two edits all the same.
    const time = Date.now() / 1000 + ++this.edits;
    utimesSync(file, time, time);
    return file;
  }

  start(args: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
    return spawn(process.execPath, [mocha, ...args], {
      cwd: this.folder,
      env: { PATH: process.env.PATH, HOME: this.folder, XDG_STATE_HOME: join(this.folder, "state"), ...environment },
      stdio: ["pipe", "pipe", "pipe"],
    });
  }

  /** Runs mocha to its end. */
  run(args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return endOf(this.start(args, environment));
  }

  /** Runs mocha and answers what its JSON reporter tells. */
  async report(args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Promise<Report> {
    const { out, err } = await this.run([...args, "--reporter", "json"], environment);
    if (!out.startsWith("{")) throw new Error(`${out}\n${err}`);
    return JSON.parse(out) as Report;
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Of each test its full title, and whether it passed, failed (with its code) or was left out; by title. */
export function verdicts({ tests }: Report, isPending: (title: string) => boolean = () => false): string[] {
  return tests
    .map(({ fullTitle, err }) => {
      const failed = err.message === undefined ? undefined : `failed ${err.code ?? ""}`.trim();
      return `${fullTitle}: ${failed ?? (isPending(fullTitle) ? "pending" : "passed")}`;
    })
    .sort();
}

/** Everything that a process has written, which can be waited for. */
export class Output {
  text = "";
  private wake = () => {};

  constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (chunk: string) => {
        this.text += chunk;
        this.wake();
      });
    }
    child.once("close", () => this.wake());
  }

  /** Resolves with what was written up to a match, which is then forgotten. */
  async until(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(this.text);
      if (match) {
        const end = match.index + match[0].length;
        const seen = this.text.slice(0, end);
        this.text = this.text.slice(end);
        return seen;
      }
      if (this.child.exitCode !== null) throw new Error(`It ended without ${pattern}: ${this.text}`);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}
