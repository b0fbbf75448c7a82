import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { isTooDeep, tooDeep } from "../../chat/nesting.js";
import type { CommandIo } from "../command.js";
import type { Arguments } from "./arguments.js";
import { parsedJson } from "./json-text.js";
import { type MemberOption, memberOptions } from "./member-options.js";
import { optionValue } from "./shorthand.js";

export interface WrittenRequest {
  /** In AWS's words; what has a problem is left out. */
  readonly request: Readonly<Record<string, unknown>>;
  /** A sentence each, without the full stop. */
  readonly problems: readonly string[];
}

/** The request of a command line: what `--cli-input-json` or `--cli-input-yaml` holds, and over it the options. */
export async function writtenRequest({ words }: Arguments, io: CommandIo): Promise<WrittenRequest> {
  const problems: string[] = [];
  const request: Record<string, unknown> = { ...(await inputDocument(words, io, problems)) };
  for (const option of memberOptions) {
    const given = words.get(option.name);
    if (!given) continue;
    try {
      request[option.member] = optionValueOf(option, given, io);
    } catch (error) {
      problems.push(`--${option.name}: ${(error as Error).message}`);
    }
  }
  for (const { name, member } of memberOptions) {
    if (!isTooDeep(request[member])) continue;
    problems.push(`--${name}: ${tooDeep}`);
    delete request[member];
  }
  return { request, problems };
}

/** The options of required members that a command line lacks; a whole request in a file may have them. */
export function missingOptions({ words }: Arguments): string[] {
  if (words.has("cli-input-json") || words.has("cli-input-yaml")) return [];
  return memberOptions.filter(({ name, required }) => required && !words.has(name)).map(({ name }) => `--${name}`);
}

function optionValueOf(option: MemberOption, words: readonly string[], io: CommandIo): unknown {
  const readFile = (url: string) => textAt(url, io);
  const [only] = words;
  const resolved = words.length === 1 && only && isFile(only) ? [readFile(only)] : words;
  return optionValue(option.shape, resolved, readFile);
}

async function inputDocument(words: Arguments["words"], io: CommandIo, problems: string[]): Promise<object> {
  const [json] = words.get("cli-input-json") ?? [];
  const [yaml] = words.get("cli-input-yaml") ?? [];
  if (json !== undefined && yaml !== undefined) {
    problems.push("--cli-input-json and --cli-input-yaml exclude each other");
  }
  const [name, written] = json !== undefined ? ["cli-input-json", json] : ["cli-input-yaml", yaml];
  if (written === undefined) return {};
  try {
    const text = isFile(written) ? textAt(written, io) : written;
    const document: unknown = name === "cli-input-json" ? fromJson(text) : (await import("yaml")).parse(text);
    if (typeof document !== "object" || document === null || Array.isArray(document)) {
      throw new Error("It must hold an object with members of the request");
    }
    return document;
  } catch (error) {
    problems.push(`--${name}: ${(error as Error).message}`);
    return {};
  }
}

function fromJson(text: string): unknown {
  const parsed = parsedJson(text);
  if ("problem" in parsed) throw new Error(parsed.problem.reason);
  return parsed.value;
}

function isFile(word: string): boolean {
  return word.startsWith("file://") || word.startsWith("fileb://");
}

/** What follows `file://` is a path, relative or not, and no URL; `~` is the home folder, `$NAME` a variable. */
function textAt(url: string, { folder, surroundings: { environment } }: CommandIo): string {
  const written = url.slice(url.indexOf("://") + 3);
  const path = written
    .replace(/^~(?=\/|$)/, environment.HOME ?? "~")
    .replace(/\$(\w+)|\$\{(\w+)\}/g, (whole, plain, braced) => environment[plain ?? braced] ?? whole);
  let bytes: Buffer;
  try {
    bytes = readFileSync(resolve(folder, path));
  } catch (error) {
    throw new Error(`The file ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`The file ${path} is not UTF-8`);
  }
}
