import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request as send } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import { type Emulator, startEmulator } from "../../../provider/emulator/index.js";
import { Listening } from "../../chat/listening.js";
import { greeting } from "../../flows.js";
import type { CommandLine } from "./command-lines.js";

/** A command line that starts a chat contact. */
export interface Cli {
  readonly name: string;
  /** The program, and what stands before the options of a row. */
  readonly command: readonly [string, ...string[]];
  /** Variables of the environment that only this program needs. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Request {
  readonly method: string;
  readonly path: string;
  /** As JSON, in which tokens that a program makes up are numbered; the text itself where it is not JSON. */
  readonly body: unknown;
}

export interface Outcome {
  /** The exit code, or the signal that ended the program. */
  readonly status: number | string;
  readonly stdout: string;
  readonly stderr: string;
  readonly requests: readonly Request[];
  /** How many contacts there are after it. */
  readonly contacts: number;
}

const mostMilliseconds = 60_000;

/** Runs a row: in a home, a folder and an emulator of its own, which are the same for every program. */
export async function outcomeOf(cli: Cli, row: CommandLine): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "chat-check-aws-cli-"));
  const emulator = await startEmulator({ flows: [greeting()], seed: 1 });
  const front = await RecordingFront.of(emulator);
  try {
    for (const [fault, times] of row.faults ?? []) emulator.once("StartChatContact", fault, times);
    const filled = placeholders({
      instance: emulator.instanceId,
      instanceArn: emulator.instanceArn,
      flow: emulator.flow("greeting").id,
      flowArn: emulator.flow("greeting").arn,
      endpoint: front.url,
      port: String(front.port),
      folder,
    });
    await writeFiles(folder, {
      "home/.aws/config": row.config ?? "[default]\nregion = us-east-1\n",
      "home/.aws/credentials":
        row.credentials ?? "[default]\naws_access_key_id = AKID\naws_secret_access_key = secret\n",
      ...filled(row.files ?? {}),
    });
    const args = filled(row.args);
    const environment = {
      PATH: process.env.PATH,
      HOME: join(folder, "home"),
      LANG: "C.UTF-8",
      AWS_ENDPOINT_URL: front.url,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_PAGER: "",
      ...cli.environment,
      ...filled(row.environment ?? {}),
    };
    let ended = await endOf(cli, args, folder, environment);
    for (let run = 1; run < (row.runs ?? 1); run += 1) {
      const next = await endOf(cli, args, folder, environment);
      ended = { ...next, stdout: ended.stdout + next.stdout, stderr: ended.stderr + next.stderr };
    }
    const masked = (output: string) => output.replaceAll(front.url, "<endpoint>").replaceAll(folder, "<folder>");
    return {
      status: ended.status,
      stdout: masked(ended.stdout),
      stderr: masked(ended.stderr),
      requests: front.requests,
      contacts: emulator.contacts().length,
    };
  } finally {
    await front[Symbol.asyncDispose]();
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The outcomes of one program for many rows, some of them begun before they are asked for. */
export class Ahead {
  private readonly begun = new Map<CommandLine, Promise<Outcome>>();
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly cli: Cli,
    private readonly rows: readonly CommandLine[],
    private readonly limits: { readonly concurrency: number; readonly rowsAhead: number },
  ) {}

  of(row: CommandLine): Promise<Outcome> {
    const index = this.rows.indexOf(row);
    for (const next of this.rows.slice(index, index + 1 + this.limits.rowsAhead)) {
      if (this.begun.has(next)) continue;
      const outcome = this.limited(() => outcomeOf(this.cli, next));
      outcome.catch(() => {});
      this.begun.set(next, outcome);
    }
    return this.begun.get(row) ?? outcomeOf(this.cli, row);
  }

  /** Resolves when nothing runs any more. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.begun.values());
  }

  private async limited<Value>(work: () => Promise<Value>): Promise<Value> {
    while (this.running >= this.limits.concurrency) await new Promise<void>((free) => this.waiting.push(free));
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }
}

async function endOf(
  { command: [program, ...before] }: Cli,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
) {
  const child = spawn(program, [...before, ...args], { cwd, env: { ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const timer = setTimeout(() => child.kill("SIGKILL"), mostMilliseconds);
  const [stdout, stderr, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null, string | null]>,
  ]);
  clearTimeout(timer);
  return { status: code ?? signal ?? "", stdout, stderr };
}

type Files = Readonly<Record<string, string | Uint8Array>>;

async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** Puts values where `<name>` stands, in all strings of a list or record. */
function placeholders(values: Readonly<Record<string, string>>) {
  const fill = (value: unknown) =>
    typeof value === "string" ? value.replace(/<(\w+)>/g, (whole, name) => values[name] ?? whole) : value;
  return <Value extends readonly string[] | Files>(value: Value): Value =>
    (Array.isArray(value)
      ? value.map(fill)
      : Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fill(item)]))) as unknown as Value;
}

/** Stands before an emulator and writes down what is asked of it. */
class RecordingFront extends Listening {
  readonly requests: Request[] = [];

  static async of(emulator: Emulator): Promise<RecordingFront> {
    const tokens: string[] = [];
    const server = createServer(async (request, response) => {
      const { url: path = "", method = "", headers } = request;
      const body = await buffer(request);
      front.requests.push({ method, path, body: numbered(body.toString(), tokens) });
      const cut = () => request.socket.destroy();
      const forwarded = send(`${emulator.url}${path}`, { method, headers, agent: false }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.on("error", cut).pipe(response);
      });
      forwarded.on("error", cut).end(body);
    });
    const front = new RecordingFront(server);
    await front.listen();
    return front;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }
}

const madeUp = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A request's body; a client token that is a UUID becomes the number of its first appearance among `tokens`. */
function numbered(body: string, tokens: string[]): unknown {
  try {
    return JSON.parse(body, (key, value) => {
      if (key !== "ClientToken" || !madeUp.test(value)) return value;
      if (!tokens.includes(value)) tokens.push(value);
      return `<UUID ${tokens.indexOf(value) + 1}>`;
    });
  } catch {
    return body;
  }
}
