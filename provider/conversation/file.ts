import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import * as v from "valibot";
import { ChatCheckError } from "../errors.js";
import { type Conversation, fileSchema, startProperties, type Values } from "./conversation.js";
import type { Place } from "./failure.js";
import { startProblems } from "./start.js";
import { variableUses } from "./variables.js";
import { readYaml } from "./yaml-text.js";

/** What is wrong with a file, and where. */
export interface FileProblem extends Place {
  /** `steps[3].expect`; empty for the whole file. */
  readonly path: string;
  /** What was expected, without the full stop. */
  readonly message: string;
}

/** A conversation of a file, with the place of each of its steps. */
export interface FileConversation {
  readonly name: string;
  readonly conversation: Conversation;
  readonly place: (step: number) => Place;
}

type Read = { readonly conversations: readonly FileConversation[] } | { readonly problems: readonly FileProblem[] };
type Path = readonly PropertyKey[];

/** Reads a file of conversations; throws `INVALID_CONVERSATION` with every problem, each with line and column. */
export function readConversations(file: string): readonly FileConversation[] {
  const read = conversationsIn(textOf(file), file);
  if ("conversations" in read) return read.conversations;
  const lines = read.problems.map(problemLine);
  throw new ChatCheckError({
    code: "INVALID_CONVERSATION",
    message: lines.length === 1 ? `${lines[0]}.` : `${file} cannot be used:\n- ${lines.join("\n- ")}`,
    hint: "Correct the file; nothing was sent.",
  });
}

/** The one conversation that a path names, as `FILE` or `FILE#NAME`, with the folder of its files as it is written. */
export function conversationOf(path: string): Conversation & { readonly folder: string } {
  const [, file = path, name] = /^(.*\.ya?ml)#(.*)$/s.exec(path) ?? [];
  const all = readConversations(file);
  const found = name === undefined ? all : all.filter((conversation) => conversation.name === name);
  const [only, another] = found;
  if (only && !another) return { ...only.conversation, folder: dirname(file) };
  const known = all.map((conversation) => conversation.name).join(", ");
  throw new ChatCheckError({
    code: "INVALID_CONVERSATION",
    message: only
      ? `${file} has more than one conversation${name ? ` ${name}` : ""}.`
      : `${file} has no conversation ${name}.`,
    hint: `Name one as ${file}#NAME; there are: ${known}.`,
  });
}

/** `FILE:LINE:COLUMN steps[3].expect: Expected a text` */
export function problemLine({ file, line, column, path, message }: FileProblem): string {
  return `${file}:${line}:${column} ${path === "" ? "" : `${path}: `}${message}`;
}

/** The conversations that a text in YAML or JSON holds, or everything that is wrong with it, in its order. */
export function conversationsIn(text: string, file: string): Read {
  const bare = text.replace(/^\uFEFF/, "");
  const at = (offset: number) => ({ file, ...placeIn(bare, offset) });
  const read = readYaml(bare);
  if ("problems" in read) {
    return { problems: read.problems.map(({ offset, message }) => ({ ...at(offset), path: "", message })) };
  }
  const { value, offsetOf } = read;
  const place = (path: Path): Place => at(offsetOf(path));
  const { issues = [] } = v.safeParse(fileSchema, value);
  const found = issues.map(({ path = [], message, input }) => {
    const wanted = /^Expected (a text|\d+ digits)/.test(message) && /number|boolean/.test(typeof input);
    return {
      keys: path.map(({ key }) => key as PropertyKey),
      message: wanted ? `${message}; put it in quotes` : message,
    };
  });
  if (value === null || value === undefined) found.splice(0, found.length, { keys: [], message: emptyFile });
  const conversations = found.length === 0 ? conversationsOf(value as Written, file, place) : [];
  const meant = conversations.flatMap(({ conversation, keysOf }) => [
    ...variableProblems(conversation).map(({ keys, message }) => ({ keys: keysOf(keys), message })),
    ...startProblems(conversation).map(({ keys, message }) => ({ keys: keysOf(keys), message })),
  ]);
  const problems = [...found, ...meant]
    .map(({ keys, message }) => ({ offset: offsetOf(keys), path: pathText(keys), message }))
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, path, message }) => ({ ...at(offset), path, message }));
  return problems.length > 0 ? { problems: unique(problems) } : { conversations };
}

const emptyFile = "Expected a conversation, with its steps; the file is empty";

type Written = Conversation & { readonly $schema?: string; readonly conversations?: readonly Conversation[] };

interface Found extends FileConversation {
  /** The way in the file to what stands at a way in the conversation. */
  readonly keysOf: (keys: Path) => Path;
}

function conversationsOf(
  { $schema: _schema, conversations, ...common }: Written,
  file: string,
  place: (path: Path) => Place,
): Found[] {
  const title = common.name ?? basename(file).replace(/(\.chat)?\.(ya?ml|json)$/, "");
  if (!conversations) {
    const conversation = { ...common, name: title };
    return [{ name: title, conversation, place: (step) => place(["steps", step]), keysOf: (keys) => keys }];
  }
  return conversations.map((own, index) => {
    const name = own.name ?? `${title} ${index + 1}`;
    const variables = { ...common.variables, ...own.variables };
    const attributes = { ...common.attributes, ...own.attributes };
    const tags = [...(common.tags ?? []), ...(own.tags ?? [])];
    const conversation = { ...common, ...own, name, variables, attributes, tags };
    const isOwn = ([first = "", second = ""]: Path) => {
      const value = (own as unknown as Record<PropertyKey, unknown>)[first];
      return value !== undefined && (first !== "attributes" || Object.hasOwn(value as object, second));
    };
    const keysOf = (keys: Path) => (isOwn(keys) ? ["conversations", index, ...keys] : keys);
    return { name, conversation, place: (step) => place(["conversations", index, "steps", step]), keysOf };
  });
}

interface Problem {
  readonly keys: Path;
  readonly message: string;
}

/** Variables that are neither given nor captured before. */
function variableProblems({ variables = {}, rows = [], steps, ...start }: Conversation): Problem[] {
  const known = new Set(Object.keys(variables));
  const begun = Object.fromEntries((["flow", ...startProperties] as const).map((name) => [name, start[name]]));
  const unknown = (value: unknown, path: Path): Problem[] =>
    [...variableUses(value, path)]
      .filter(([name]) => !known.has(name))
      .flatMap(([name, keys]) => {
        const without = rows.findIndex((row: Values) => !Object.hasOwn(row, name));
        if (rows.length > 0 && without < 0) return [];
        const some = rows.some((row) => Object.hasOwn(row, name));
        const reason = some ? `row ${without + 1} does not have it` : "it is neither given nor captured before";
        return [{ keys, message: `There is no variable ${name}; ${reason}` }];
      });
  return [
    ...unknown(begun, []),
    ...steps.flatMap((step, index) => {
      const problems = unknown(step, ["steps", index]);
      const { capture = {} } = step as { readonly capture?: object };
      for (const name of Object.keys(capture)) known.add(name);
      return problems;
    }),
  ];
}

/** Line and column of a character, both from 1. */
function placeIn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function pathText(keys: Path): string {
  return keys
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
}

/** What several conversations have in common is told once. */
function unique(problems: readonly FileProblem[]): FileProblem[] {
  const told = new Set<string>();
  return problems.filter((problem) => {
    const line = problemLine(problem);
    return !told.has(line) && told.add(line);
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new ChatCheckError({
      code: "INVALID_CONVERSATION",
      message: `${file} cannot be read: ${(cause as Error).message}.`,
      hint: "Correct the path; nothing was sent.",
      cause,
    });
  }
}
