import * as v from "valibot";
import type { Place } from "./failure.js";
import { type ReadText, readYaml } from "./yaml-text.js";

/** What is wrong with a file, and where. */
export interface FileProblem extends Place {
  /** `steps[3].expect`; empty for the whole file. */
  readonly path: string;
  /** What was expected, without the full stop. */
  readonly message: string;
}

/** What is wrong with a value, by the way to it. */
export interface Problem {
  readonly keys: readonly PropertyKey[];
  /** What of it the message is about. Default: the value. */
  readonly part?: "name" | "value";
  readonly message: string;
}

type Data = Exclude<ReadText, { readonly problems: unknown }>;

/** The data of a file in YAML or JSON, and how to tell what is wrong with it. */
export interface FileData extends Data {
  /** Where what is at a way begins, with its name where it has one. */
  readonly place: (path: readonly PropertyKey[]) => Place;
  /** In the order of the file, each once. */
  readonly placed: (problems: readonly Problem[]) => FileProblem[];
}

/** Reads the text of a file. */
export function dataIn(text: string, file: string): FileData | { readonly problems: readonly FileProblem[] } {
  const bare = text.replace(/^\uFEFF/, "");
  const at = (offset: number) => ({ file, ...placeIn(bare, offset) });
  const read = readYaml(bare);
  if ("problems" in read) {
    return { problems: read.problems.map(({ offset, message }) => ({ ...at(offset), path: "", message })) };
  }
  const placed = (problems: readonly Problem[]) =>
    unique(
      problems
        .map(({ keys, message, part = "value" }) => {
          return { offset: read.offsetOf(keys, part), path: pathText(keys), message };
        })
        .sort((a, b) => a.offset - b.offset)
        .map(({ offset, path, message }) => ({ ...at(offset), path, message })),
    );
  return { ...read, place: (path) => at(read.offsetOf(path, "name")), placed };
}

/** What keeps a value that stood in YAML from being what a schema wants. */
export function problemsOf(schema: v.GenericSchema, value: unknown): Problem[] {
  const { issues = [] } = v.safeParse(schema, value);
  return issues.map(({ path = [], message, input }) => ({
    keys: path.map(({ key }) => key as PropertyKey),
    part: path.at(-1)?.origin === "key" ? "name" : "value",
    message: message + inYaml(message, input),
  }));
}

/** `FILE:LINE:COLUMN steps[3].expect: Expected a text` */
export function problemLine({ file, line, column, path, message }: FileProblem): string {
  return `${file}:${line}:${column} ${path === "" ? "" : `${path}: `}${message}`;
}

/** Line and column of a character, both from 1. */
export function placeIn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** What helps where YAML makes another value of what is written. */
function inYaml(message: string, input: unknown): string {
  if (input === null && message.startsWith("Expected")) return "; there is no value";
  const isWord = typeof input === "boolean" || Number.isFinite(input);
  return isWord && /^Expected (a text|\d+ digits)/.test(message) ? "; put it in quotes" : "";
}

function pathText(keys: readonly PropertyKey[]): string {
  return keys
    .map((key) => {
      if (typeof key === "number") return `[${key}]`;
      return /^[\p{L}\p{N}_$-]+$/u.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(key)}]`;
    })
    .join("")
    .replace(/^\./, "");
}

function unique(problems: readonly FileProblem[]): FileProblem[] {
  const told = new Set<string>();
  return problems.filter((problem) => {
    const line = problemLine(problem);
    return !told.has(line) && told.add(line);
  });
}
