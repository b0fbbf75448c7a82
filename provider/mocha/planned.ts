import { createHash } from "node:crypto";
import type { Conversation, Values } from "../conversation/conversation.js";
import type { Place } from "../conversation/failure.js";
import { ChatCheckError } from "../errors.js";
import { isOn } from "./setting.js";

/** A conversation of a file or of a program, before it is a test. */
export interface Written {
  readonly name: string;
  readonly conversation: Conversation;
  readonly place?: (step: number) => Place;
}

/** One test: a conversation, or one row of it. */
export interface Planned extends Written {
  /** With all suites of a program around it. */
  readonly name: string;
  readonly row?: Values;
  /** The name and the row; of a file's tests each another. */
  readonly fullName: string;
  /** What the test is called in its suite. */
  readonly title: string;
  /** Absolute. */
  readonly file: string;
}

/**
 * A test for each conversation, or for each of its rows, in the suites of a program; `taken` has the names that other
 * tests of the file have.
 */
export function plannedTests(
  written: readonly Written[],
  file: string,
  suites: readonly string[] = [],
  taken: Set<string> = new Set(),
): Planned[] {
  const prefix = suites.map((title) => `${title} › `).join("");
  return written.flatMap((one) => {
    const name = unique(prefix + one.name, taken);
    const title = name.slice(prefix.length);
    const { rows } = one.conversation;
    if (!rows) return [{ ...one, name, fullName: name, title, file }];
    const cells = new Set<string>();
    return rows.map((row) => {
      const end = `: ${unique(rowName(row), cells)}`;
      return { ...one, name, row, fullName: name + end, title: title + end, file };
    });
  });
}

function rowName(row: Values): string {
  if (row.name !== undefined) return String(row.name);
  return Object.entries(row)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}

/** Takes the name, or the next free one. */
export function unique(name: string, taken: Set<string>): string {
  let [free, count] = [name, 1];
  while (taken.has(free)) free = `${name} (${++count})`;
  taken.add(free);
  return free;
}

/** Which tests of a run are wanted. */
export interface Selection {
  /** Whether a test is wanted, by its tags, its share of a sharded run, `only`, and its name. */
  holds(test: Pick<Planned, "fullName" | "conversation">, shownFile: string): boolean;
}

/** What the environment says: `CHAT_CHECK_TAGS`, `CHAT_CHECK_SHARD`, `CHAT_CHECK_ONLY`, `CHAT_CHECK_NAMES`. */
export function selectionFrom(environment: Readonly<Record<string, string | undefined>>): Selection {
  const named = namesOf(environment.CHAT_CHECK_NAMES);
  const { CHAT_CHECK_TAGS: tags, CHAT_CHECK_SHARD: shard, CHAT_CHECK_ONLY: only } = environment;
  const tagged = tags ? tagExpression(tags) : () => true;
  const inShard = shard ? shardOf(shard) : () => true;
  return {
    holds: ({ fullName, conversation }, file) =>
      tagged(conversation.tags ?? []) &&
      (!isOn(only) || conversation.only === true) &&
      (named[file]?.includes(conversation.name ?? "") ?? true) &&
      inShard(`${file}\n${fullName}`),
  };
}

/** Of files that are not wanted as a whole the names of the conversations that are, as JSON. */
function namesOf(written: string | undefined): Readonly<Record<string, readonly string[]>> {
  return written ? (JSON.parse(written) as Readonly<Record<string, readonly string[]>>) : {};
}

/**
 * `smoke,fast and not slow`: tags with `,` between them are alternatives, which bind tighter than `and`; `not` is
 * about all alternatives after it.
 */
export function tagExpression(expression: string): (tags: readonly string[]) => boolean {
  const terms = expression.split(/\s+and\s+/).map((term) => {
    const [, not, list = ""] = /^\s*(not\s+)?(.*?)\s*$/s.exec(term) ?? [];
    const names = list.split(/\s*,\s*/);
    if (names.some((name) => /^(and|not)?$|\s/.test(name))) throw invalidTags(expression);
    return { not: not !== undefined, names };
  });
  return (tags) => terms.every(({ not, names }) => names.some((name) => tags.includes(name)) !== not);
}

/** `2/5`: the second of five parts, which a test belongs to by its file and title alone, so that it stays there. */
export function shardOf(written: string): (key: string) => boolean {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(written) ?? [];
  const [part, parts] = [Number(index), Number(count)];
  if (!(part >= 1 && part <= parts)) throw invalidShard(written);
  return (key) => createHash("sha256").update(key).digest().readUInt32BE(0) % parts === part - 1;
}

function invalidTags(expression: string): ChatCheckError {
  return new ChatCheckError({
    code: "INVALID_SELECTION",
    message: `The tags ${JSON.stringify(expression)} cannot be understood.`,
    hint: "Write tags with and, not and commas between them: smoke,fast and not slow.",
  });
}

function invalidShard(written: string): ChatCheckError {
  return new ChatCheckError({
    code: "INVALID_SELECTION",
    message: `The shard ${JSON.stringify(written)} is none.`,
    hint: "Write which of how many parts it is, such as 1/3.",
  });
}
