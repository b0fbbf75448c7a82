import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import * as v from "valibot";
import { isMap, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { ChatCheckError } from "../errors.js";
import { type Conversation, fileSchema, type Values } from "./conversation.js";
import type { Place } from "./failure.js";
import { verbOf } from "./step.js";
import { variablesIn } from "./variables.js";

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

/** Reads a file of conversations; throws `INVALID_CONVERSATION` with every problem, each with line and column. */
export function readConversations(file: string): readonly FileConversation[] {
  const read = conversationsIn(readFileSync(file, "utf8"), file);
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

/** The conversations that a text in YAML or JSON holds, or everything that is wrong with it. */
export function conversationsIn(text: string, file: string): Read {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { file, line, column: col };
  };
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map(({ message, pos }) => ({ ...at(pos[0]), path: "", message: sentence(message) })),
    };
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  const place = (path: readonly PropertyKey[]): Place => at(offsetOf(document.contents as Node | null, path));
  const { issues = [] } = v.safeParse(fileSchema, value);
  const problems = issues.map(({ path = [], message }) => {
    const keys = path.map(({ key }) => key as PropertyKey);
    return { ...place(keys), path: pathText(keys), message };
  });
  if (problems.length > 0) return { problems };
  const conversations = conversationsOf(value as Written, file, place);
  const unknown = conversations.flatMap((conversation) => variableProblems(conversation));
  return unknown.length > 0 ? { problems: unknown } : { conversations };
}

type Written = Conversation & { readonly $schema?: string; readonly conversations?: readonly Conversation[] };

function conversationsOf(
  { $schema: _schema, conversations, ...common }: Written,
  file: string,
  place: (path: readonly PropertyKey[]) => Place,
): FileConversation[] {
  const title = common.name ?? basename(file).replace(/\.chat\.ya?ml$/, "");
  if (!conversations) {
    return [{ name: title, conversation: { ...common, name: title }, place: (step) => place(["steps", step]) }];
  }
  return conversations.map((own, index) => {
    const name = own.name ?? `${title} ${index + 1}`;
    const variables = { ...common.variables, ...own.variables };
    const attributes = { ...common.attributes, ...own.attributes };
    const tags = [...(common.tags ?? []), ...(own.tags ?? [])];
    const merged = { ...common, ...own, name, variables, attributes, tags };
    return { name, conversation: merged, place: (step: number) => place(["conversations", index, "steps", step]) };
  });
}

/** Variables that are neither given nor captured before. */
function variableProblems({ conversation, place }: FileConversation): FileProblem[] {
  const { variables = {}, rows = [], steps } = conversation;
  const inEveryRow = (name: string) => rows.length > 0 && rows.every((row: Values) => Object.hasOwn(row, name));
  const known = new Set(Object.keys(variables));
  return steps.flatMap((step, index) => {
    const unknown = variablesIn(step).filter((name) => !known.has(name) && !inEveryRow(name));
    const captured = (step as { readonly capture?: object }).capture;
    for (const name of Object.keys(captured ?? {})) known.add(name);
    return unknown.map((name) => ({
      ...place(index),
      path: `steps[${index}]${verbOf(step) ? `.${verbOf(step)}` : ""}`,
      message: `There is no variable ${name}; it is neither given nor captured before`,
    }));
  });
}

/** The place of a value, or of the nearest one around it that is there. */
function offsetOf(contents: Node | null, path: readonly PropertyKey[]): number {
  let node: Node | null | undefined = contents;
  let offset = node?.range?.[0] ?? 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => String((item.key as { value?: unknown } | null)?.value ?? item.key) === String(key),
      );
      const keyNode = pair?.key as Node | undefined;
      if (!pair) break;
      offset = keyNode?.range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      node = node.items[Number(key)] as Node | undefined;
      offset = node?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}

function pathText(keys: readonly PropertyKey[]): string {
  return keys
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
}

/** The parser's words, without the full stop. */
function sentence(message: string): string {
  return message.replace(/\.$/, "");
}
