import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../project/root.js";
import { assertNoToken } from "../project/tokens.js";

const pulumi = process.env.CHAT_CHECK_PULUMI;

/** Skips the calling suite, and says why, where there is no Pulumi CLI. */
export function needsEngine(context: Mocha.Context): void {
  if (pulumi) return;
  console.error("      skipped: there is no Pulumi CLI (run npm test, which gets one)");
  context.skip();
}

export interface Run {
  readonly code: number | null;
  /** What Pulumi printed, both streams. */
  readonly output: string;
}

/** A Pulumi program, in plain JavaScript or one of the examples, in a folder of its own, with a stack in a file backend. */
export class Stack {
  readonly folder = mkdtempSync(join(tmpdir(), "chat-check-stack-"));
  private readonly environment: NodeJS.ProcessEnv;
  private written = "";

  constructor(program: string | { readonly example: string }, environment: Readonly<Record<string, string>>) {
    for (const folder of ["state", "home"]) mkdirSync(join(this.folder, folder));
    if (typeof program === "string") this.writeScript(program);
    else this.copyExample(program.example);
    this.environment = {
      ...process.env,
      PULUMI_HOME: join(this.folder, "home"),
      PULUMI_BACKEND_URL: pathToFileURL(join(this.folder, "state")).href,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: "us-east-1",
      XDG_STATE_HOME: join(this.folder, "home"),
      ...environment,
    };
  }

  private writeScript(program: string): void {
    const modules = join(this.folder, "node_modules");
    mkdirSync(join(modules, "@pulumi"), { recursive: true });
    symlinkSync(join(root, "node_modules/@pulumi/pulumi"), join(modules, "@pulumi/pulumi"));
    symlinkSync(root, join(modules, "connect-chat-check"));
    this.write("package.json", JSON.stringify({ name: "program", main: "index.js" }));
    this.write("Pulumi.yaml", "name: program\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n");
    this.write("index.js", program);
  }

  private copyExample(name: string): void {
    const filter = (file: string) => basename(file) !== "node_modules";
    cpSync(join(root, "examples", name), this.folder, { recursive: true, filter });
    symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"));
  }

  /** Takes the package away from the program. */
  removePackage(): void {
    rmSync(join(this.folder, "node_modules/connect-chat-check"));
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  async init(): Promise<void> {
    const { code, output } = await this.run("stack", "init", "test");
    if (code !== 0) throw new Error(output);
  }

  preview = () => this.run("preview");
  up = (...options: string[]) => this.run("up", "--yes", "--skip-preview", ...options);
  refresh = () => this.run("refresh", "--yes", "--skip-preview");
  destroy = () => this.run("destroy", "--yes", "--skip-preview");

  /** The stack's outputs, secrets in clear. */
  async outputs(): Promise<Record<string, unknown>> {
    const { output } = await this.run("stack", "output", "--json", "--show-secrets");
    return JSON.parse(output) as Record<string, unknown>;
  }

  /** The names of the resources in the state. */
  async resources(): Promise<string[]> {
    const { output } = await this.run("stack", "export");
    const { deployment } = JSON.parse(output) as { deployment: { resources?: { urn: string; custom: boolean }[] } };
    return (deployment.resources ?? []).filter(({ custom }) => custom).map(({ urn }) => urn.split("::").at(-1) ?? "");
  }

  /** Everything that the engine keeps on disk for this stack, as one text. */
  stored(): string {
    const texts: string[] = [];
    const visit = (folder: string) => {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) visit(path);
        else texts.push(readFileSync(path, "utf8"));
      }
    };
    visit(join(this.folder, "state"));
    return texts.join("\n");
  }

  start(...args: string[]): ChildProcess {
    return spawn(pulumi ?? "pulumi", [...args, "--non-interactive", "--stack", "test"].filter(notForInit(args)), {
      cwd: this.folder,
      env: this.environment,
    });
  }

  async run(...args: string[]): Promise<Run> {
    const child = this.start(...args);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (data) => {
        output += data;
      });
    }
    const [code] = (await once(child, "close")) as [number | null];
    this.written += output;
    return { code, output };
  }

  /** Removes the folder, after a search of all that was written for tokens. */
  remove(): void {
    assertNoToken(`${this.written}\n${this.stored()}`);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** `stack init NAME` takes its stack as an argument. */
function notForInit(args: readonly string[]): (argument: string, index: number) => boolean {
  const creates = args[0] === "stack" && args[1] === "init";
  return (_argument, index) => !creates || index <= args.length;
}
