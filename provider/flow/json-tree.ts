/** A stretch of a text; offsets in UTF-16 code units, `end` not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface JsonMember {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: JsonNode;
}

export interface JsonObject extends Span {
  readonly kind: "object";
  readonly members: readonly JsonMember[];
}

export interface JsonArray extends Span {
  readonly kind: "array";
  readonly items: readonly JsonNode[];
}

export interface JsonScalar extends Span {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
}

export type JsonNode = JsonObject | JsonArray | JsonScalar;

/** Where a text stops being JSON, and why. */
export class JsonSyntaxError extends Error {
  override readonly name = "JsonSyntaxError";

  constructor(
    message: string,
    readonly at: Span,
  ) {
    super(message);
  }
}

/** What nests more deeply than this is refused, as a reader has only so much stack. */
export const deepestNesting = 500;

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;

/** Reads JSON and keeps where everything stands. Throws `JsonSyntaxError`. */
export function readJson(text: string): JsonNode {
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const fail = (expected: string): never => {
    const found = at >= text.length ? "the end" : JSON.stringify(text.slice(at, at + 1));
    throw new JsonSyntaxError(`${expected} should stand here, not ${found}`, { start: at, end: at + 1 });
  };
  const next = (character: string): boolean => {
    take(space);
    if (text[at] !== character) return false;
    at++;
    return true;
  };

  const readString = (): JsonScalar & { readonly value: string } => {
    const start = at;
    if (text[at] !== '"') return fail("A string");
    const end = endOfString(text, start);
    if (end === undefined) throw new JsonSyntaxError("The string does not end", { start, end: text.length });
    at = end;
    try {
      return { kind: "scalar", value: JSON.parse(text.slice(start, end)) as string, start, end };
    } catch {
      throw new JsonSyntaxError("The string holds a control character, or an escape that JSON does not have", {
        start,
        end: at,
      });
    }
  };

  const readObject = (depth: number): JsonObject => {
    const start = at++;
    const members: JsonMember[] = [];
    if (!next("}")) {
      do {
        take(space);
        const key = readString();
        if (!next(":")) fail("A colon");
        members.push({ key: key.value, keySpan: { start: key.start, end: key.end }, value: readValue(depth + 1) });
      } while (next(","));
      if (!next("}")) fail('"," or "}"');
    }
    return { kind: "object", members, start, end: at };
  };

  const readArray = (depth: number): JsonArray => {
    const start = at++;
    const items: JsonNode[] = [];
    if (!next("]")) {
      do items.push(readValue(depth + 1));
      while (next(","));
      if (!next("]")) fail('"," or "]"');
    }
    return { kind: "array", items, start, end: at };
  };

  const readValue = (depth: number): JsonNode => {
    take(space);
    if (depth > deepestNesting) {
      throw new JsonSyntaxError(`It nests more than ${deepestNesting} levels`, { start: at, end: at + 1 });
    }
    const start = at;
    if (text[at] === "{") return readObject(depth);
    if (text[at] === "[") return readArray(depth);
    if (text[at] === '"') return readString();
    const raw = take(word) ?? take(number);
    if (raw === undefined) return fail("A value");
    return { kind: "scalar", value: JSON.parse(raw) as number | boolean | null, start, end: at };
  };

  const root = readValue(0);
  take(space);
  if (at < text.length) fail("Nothing more");
  return root;
}

function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '"') return at + 1;
    if (text[at] === "\\") at++;
  }
  return undefined;
}

/** The member of that name; the last one counts, as it does for `JSON.parse`. */
export function memberOf(node: JsonNode | undefined, name: string): JsonMember | undefined {
  return node?.kind === "object" ? node.members.filter(({ key }) => key === name).at(-1) : undefined;
}

export function memberValue(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return memberOf(node, name)?.value;
}

export function textOf(node: JsonNode | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

/** The plain value, as `JSON.parse` gives it. */
export function plain(node: JsonNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "array") return node.items.map(plain);
  const entries = node.members.map(({ key, value }) => [key, plain(value)] as const);
  return Object.fromEntries(entries);
}

/**
 * For a JSON string literal that holds a text of its own: where in the outer text each character of that text stands.
 * `start` is the offset of the opening quote.
 */
export function offsetsInString(outer: string, { start, end }: Span): (inner: number) => number {
  const offsets: number[] = [];
  for (let at = start + 1; at < end - 1; ) {
    offsets.push(at);
    at += outer[at] !== "\\" ? 1 : outer[at + 1] === "u" ? 6 : 2;
  }
  return (inner) => offsets[inner] ?? end - 1;
}

export interface Place {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/** Tells line and column of offsets in a text. */
export function placesIn(text: string): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
