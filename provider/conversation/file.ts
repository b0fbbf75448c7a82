import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { ChatCheckError } from "../errors.js";
import { type Conversation, fileSchema, startProperties, type Values } from "./conversation.js";
import type { Place } from "./failure.js";
import { dataIn, type FileProblem, type Problem, placeIn, problemLine, problemsOf } from "./file-problem.js";
import { startProblems } from "./start.js";
import { variableUses } from "./variables.js";

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
  const text = textOf(file);
  const read = typeof text === "string" ? conversationsIn(text, file) : { problems: [text] };
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

/** The conversations that a text in YAML or JSON holds, or everything that is wrong with it, in its order. */
export function conversationsIn(text: string, file: string): Read {
  const data = dataIn(text, file);
  if ("problems" in data) return data;
  const { place, placed } = data;
  const value = withNumbersAsWritten(data.value, data.sourceOf);
  const found = isMap(value) ? problemsOf(fileSchema, value) : [{ keys: [], message: noFile(value) }];
  const conversations = found.length === 0 ? conversationsOf(value as Written, file, place) : [];
  const meant = conversations.flatMap(({ conversation, keysOf }) =>
    [...variableProblems(conversation), ...startProblems(conversation)].map(({ keys, message }) => ({
      keys: keysOf(keys),
      message,
      part: message.startsWith("There is no such property") ? ("name" as const) : ("value" as const),
    })),
  );
  const problems = placed([...found, ...meant]);
  return problems.length > 0 ? { problems } : { conversations };
}

type SourceOf = (path: Path) => string | undefined;

/** Variables and rows are texts to a chat: a number that JavaScript writes in another way is kept as it is written. */
function withNumbersAsWritten(value: unknown, sourceOf: SourceOf, path: Path = []): unknown {
  if (!isMap(value)) return value;
  const entries = Object.entries(value).map(([name, entry]) => {
    const at = [...path, name];
    if (name === "variables" || name === "rows") return [name, asWritten(entry, sourceOf, at)] as const;
    const isList = name === "conversations" && path.length === 0 && Array.isArray(entry);
    if (!isList) return [name, entry] as const;
    return [name, entry.map((own, index) => withNumbersAsWritten(own, sourceOf, [...at, index]))] as const;
  });
  return Object.fromEntries(entries);
}

function asWritten(value: unknown, sourceOf: SourceOf, path: Path): unknown {
  if (typeof value === "number") {
    const written = sourceOf(path);
    return !Number.isFinite(value) || written === undefined || written === String(value) ? value : written;
  }
  if (Array.isArray(value)) return value.map((entry, index) => asWritten(entry, sourceOf, [...path, index]));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, asWritten(entry, sourceOf, [...path, name])]),
  );
}

function isMap(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function noFile(value: unknown): string {
  const expected = "Expected a conversation, with its steps";
  if (value === null || value === undefined) return `${expected}; the file is empty`;
  return Array.isArray(value) ? `${expected}, not a list` : expected;
}

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

/** The file's text, or what keeps it from being one. */
function textOf(file: string): string | FileProblem {
  const bytes = bytesOf(file);
  if (isUtf8(bytes)) return bytes.toString("utf8");
  const isUtf16 = ["fffe", "feff"].includes(bytes.toString("hex", 0, 2));
  const { line, column } = placeIn(bytes.toString("utf8").replace(/\uFFFD.*$/s, ""), Number.POSITIVE_INFINITY);
  return { file, line, column, path: "", message: `Expected a text in UTF-8${isUtf16 ? "; it is in UTF-16" : ""}` };
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new ChatCheckError({
      code: "INVALID_CONVERSATION",
      message: `${file} cannot be read: ${code === "EISDIR" ? "it is a folder" : message}.`,
      hint: "Correct the path; nothing was sent.",
      cause,
    });
  }
}
