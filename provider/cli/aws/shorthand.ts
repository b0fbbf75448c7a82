import { type Shape, shapeOf } from "../../chat/request-shapes.js";
import { parsedJson } from "./json-text.js";
import { ShorthandError } from "./shorthand-error.js";
import { type Node, type ReadFile, ShorthandReader } from "./shorthand-reader.js";

export { ShorthandError } from "./shorthand-error.js";
export type { ReadFile } from "./shorthand-reader.js";

/** What a shorthand text says, before any shape of the model. */
export type ShorthandValue = string | ShorthandValue[] | { [key: string]: ShorthandValue };

/** Parses AWS's shorthand syntax, such as `a=1,b=[x,y],c={d='e, f'}`. Throws `ShorthandError`. */
export function parseShorthand(text: string, readFile: ReadFile): ShorthandValue {
  return plain(new ShorthandReader(text, readFile).all());
}

/**
 * What the words after an option stand for, by the shape of its member. A word that begins with `{` or `[` is JSON
 * where no text is expected; `readFile` is for `key@=file://…` inside shorthand. Throws `ShorthandError`.
 */
export function optionValue(shapeName: string, words: readonly string[], readFile: ReadFile): unknown {
  const shape = shapeOf(shapeName);
  const [first = ""] = words;
  switch (shape?.type) {
    case "integer":
      return wholeNumber(first, first, 0);
    case "structure":
    case "map":
      if (/^\s*[{[]/.test(first)) return json(first);
      return shaped(shape, new ShorthandReader(first, readFile).all(), first);
    case "list":
      return words.length === 1 && /^\s*\[/.test(first) ? json(first) : [...words];
    default:
      return first;
  }
}

function plain(node: Node): ShorthandValue {
  if ("text" in node) return node.text;
  if ("items" in node) return node.items.map(plain);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plain(entry)]));
}

/** As AWS does it: what does not fit the shape stays as it is, and what is put into a list is not looked into. */
function shaped(shape: Shape | undefined, node: Node, source: string): unknown {
  const inner = (name: string | undefined, entry: Node) => shaped(shapeOf(name), entry, source);
  switch (shape?.type) {
    case "structure":
      if (!("entries" in node)) return plain(node);
      return Object.fromEntries([...node.entries].map(([key, entry]) => [key, inner(memberOf(shape, key), entry)]));
    case "map":
      if (!("entries" in node)) return plain(node);
      return Object.fromEntries([...node.entries].map(([key, entry]) => [key, inner(shape.value?.shape, entry)]));
    case "list":
      return "items" in node ? node.items.map((item) => inner(shape.member?.shape, item)) : [plain(node)];
    case "integer":
      return wholeNumber("text" in node ? node.text : "", source, node.at);
    default:
      return plain(node);
  }
}

function memberOf({ members = {} }: Shape, key: string): string | undefined {
  return Object.hasOwn(members, key) ? members[key]?.shape : undefined;
}

/** Whole numbers as Python writes them, `1_000` among them. */
function wholeNumber(written: string, source: string, at: number): number {
  const title = "It is not a value that the option takes";
  if (!/^\s*[+-]?\d+(_\d+)*\s*$/.test(written)) throw new ShorthandError(title, source, at, "expected a whole number");
  const value = Number(written.replaceAll("_", ""));
  if (!Number.isSafeInteger(value)) throw new ShorthandError(title, source, at, "the number is too large");
  return value + 0;
}

function json(text: string): unknown {
  const parsed = parsedJson(text);
  if ("value" in parsed) return parsed.value;
  const { position, reason } = parsed.problem;
  throw new ShorthandError("It begins as JSON does, and is not JSON", text, position, reason);
}
