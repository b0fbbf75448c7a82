import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { EmulatorPlace } from "../conversation/emulator-target.js";
import {
  type Emulator,
  type EmulatorOptions,
  InstanceError,
  NotEmulatedError,
  problemLine,
  startEmulator,
} from "../emulator/index.js";
import { ChatCheckError, problemList } from "../errors.js";
import { isFlowFile } from "../flow/flow-file.js";
import type { EmulatorSetting } from "./setting.js";

/** Emulators of the past that are kept for conversations that are still under way. */
const keptGenerations = 1;

/** An emulator as its files are: started when it is first asked for, and anew when a file has changed since. */
export class EmulatorRun {
  private readonly generations: Emulator[] = [];
  private starting: Promise<Emulator> | undefined;
  private seen = "";

  constructor(
    private readonly setting: EmulatorSetting,
    private readonly started: (emulator: EmulatorPlace) => Promise<void> = async () => {},
  ) {}

  current(): Promise<Emulator> {
    const now = this.stamp();
    if (this.starting && now === this.seen) return this.starting;
    this.seen = now;
    this.starting = this.start();
    this.starting.catch(() => {});
    return this.starting;
  }

  async close(): Promise<void> {
    await this.starting?.catch(() => {});
    await Promise.all(this.generations.splice(0).map((emulator) => emulator.close()));
  }

  private async start(): Promise<Emulator> {
    const emulator = await startedEmulator(this.setting);
    this.generations.push(emulator);
    const old = this.generations.splice(0, Math.max(0, this.generations.length - 1 - keptGenerations));
    await Promise.all(old.map((generation) => generation.close()));
    await this.started(emulator);
    return emulator;
  }

  /** Of every file that the emulator is made from: its name, size and time. */
  private stamp(): string {
    const { instance, flows } = this.setting;
    const named = instance === undefined ? [] : [instance, ...namedIn(instance)];
    return [...named, ...flows].flatMap(stampsOf).join("\n");
  }
}

async function startedEmulator({ instance, flows, seed, behaviour }: EmulatorSetting): Promise<Emulator> {
  const files = flows.flatMap((path) =>
    jsonFiles(path).filter((file) => file === path || isFlowFile(readFileSync(file))),
  );
  try {
    return await startEmulator({
      ...(instance === undefined ? { instance: { flows: files } } : { instance, flows: files }),
      ...(seed === undefined ? {} : { seed }),
      ...(behaviour ? { behaviour: behaviour as EmulatorOptions["behaviour"] } : {}),
    });
  } catch (cause) {
    throw new ChatCheckError({
      code: "NO_EMULATOR",
      message: problemList("The emulator cannot start", problemsOf(cause)),
      hint: "Correct the instance file and the flows that it names.",
      cause,
    });
  }
}

function problemsOf(cause: unknown): string[] {
  if (cause instanceof InstanceError) return cause.problems.map((problem) => withoutStop(shown(problemLine(problem))));
  if (cause instanceof NotEmulatedError) return [withoutStop(cause.message)];
  return [withoutStop(cause instanceof Error ? cause.message : String(cause))];
}

function shown(line: string): string {
  const folder = `${resolve(".")}/`;
  return line.replaceAll(folder, "");
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

/** The path itself, or the .json files of a folder. */
function jsonFiles(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.json$/i.test(name) && !/(^|[/\\])(node_modules|\.[^/\\]*)[/\\]/.test(name))
      .sort()
      .map((name) => join(path, name));
  } catch (cause) {
    throw new ChatCheckError({
      code: "NO_EMULATOR",
      message: `The flows ${relative(".", path) || path} cannot be read: ${(cause as Error).message}.`,
      hint: "Name a folder of exported flows, or one such file.",
      cause,
    });
  }
}

/** Files and folders that an instance file names, as texts of whatever they may be. */
function namedIn(instance: string): string[] {
  let text = "";
  try {
    text = readFileSync(instance, "utf8");
  } catch {}
  const words = text.match(/[^\s"',[\]{}#]+/g) ?? [];
  return [...new Set(words.filter((word) => /[./\\]/.test(word)))].map((word) => resolve(dirname(instance), word));
}

function stampsOf(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [`${path} ${stats.size} ${stats.mtimeMs}`];
  return jsonFiles(path).flatMap((file) => (file === path ? [] : stampsOf(file)));
}
