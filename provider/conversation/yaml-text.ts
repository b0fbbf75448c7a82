import { type Document, isAlias, isMap, isNode, isSeq, type Node, type Pair, parseDocument, visit } from "yaml";

/** What is wrong with a text, and at which of its characters. */
export interface TextProblem {
  readonly offset: number;
  /** Without the full stop. */
  readonly message: string;
}

export type ReadText =
  | { readonly problems: readonly TextProblem[] }
  | {
      readonly value: unknown;
      /** Where the value at a path stands, or the nearest one around it that is there. */
      readonly offsetOf: (path: readonly PropertyKey[]) => number;
    };

/** How often a text may refer to its own parts; more is a trap. */
const maxAliasCount = 100;
const mostProblems = 10;
const tooDeep = "It is nested too deeply";

/** Reads YAML or JSON: one document of plain data; anchors and merge keys are allowed. */
export function readYaml(text: string): ReadText {
  try {
    const options = { prettyErrors: false, logLevel: "error", schema: "core", merge: true, stringKeys: true } as const;
    const document = parseDocument(text, options);
    const faults = [...document.errors, ...document.warnings];
    if (faults.length > 0) {
      const problems = faults.map(({ code, pos, message }) => ({ offset: pos[0], message: sentence(code, message) }));
      const first = problems.filter(
        ({ offset }, index) => index === problems.findIndex((problem) => problem.offset === offset),
      );
      return { problems: first.slice(0, mostProblems) };
    }
    const circle = circleIn(document);
    if (circle !== undefined) return { problems: [{ offset: circle, message: "A value cannot be a part of itself" }] };
    return dataOf(document);
  } catch (error) {
    return { problems: [{ offset: 0, message: sentence("", (error as Error).message) }] };
  }
}

function dataOf(document: Document): ReadText {
  try {
    const value: unknown = document.toJS({ maxAliasCount });
    return { value, offsetOf: (path) => offsetOf(document, path) };
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return { problems: [{ offset: faultyAlias(document), message: sentence("", (error as Error).message) }] };
  }
}

/** The parser's words; those that an author needs help with in our own. */
function sentence(code: string, message: string): string {
  const own: Readonly<Record<string, string>> = {
    DUPLICATE_KEY: "The property is there twice",
    MULTIPLE_DOCS: "Expected one document; several conversations stand under conversations",
    TAB_AS_INDENT: "Expected spaces; tabs do not indent",
    NON_STRING_KEY: "Expected a text as the property's name; a text that begins with { stands in quotes",
  };
  if (/call stack/.test(message)) return tooDeep;
  const [first = ""] = message.split("\n");
  return own[code] ?? first.replace(/[.:\s]+$/, "");
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node = document.contents as Node | null | undefined;
  let offset = startOf(node) ?? 0;
  for (const key of path) {
    const target = isAlias(node) ? node.resolve(document) : node;
    if (isMap(target)) {
      const pair = pairOf(document, target.items as Pair[], key);
      if (!pair) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(target)) {
      node = target.items[Number(key)] as Node | undefined;
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset;
}

/** A map's own pair, or one that is merged into it. */
function pairOf(document: Document, pairs: readonly Pair[], key: PropertyKey): Pair | undefined {
  const own = pairs.find((pair) => keyText(pair) === String(key));
  if (own) return own;
  for (const pair of pairs.filter((other) => keyText(other) === "<<")) {
    const sources = isSeq(pair.value) ? pair.value.items : [pair.value];
    for (const source of sources) {
      const target = isAlias(source) ? source.resolve(document) : source;
      const merged = isMap(target) ? pairOf(document, target.items as Pair[], key) : undefined;
      if (merged) return merged;
    }
  }
  return undefined;
}

function keyText({ key }: Pair): string {
  return String(isNode(key) ? ((key as { value?: unknown }).value ?? key) : key);
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

/** Where a text refers to a part of itself that it stands in. */
function circleIn(document: Document): number | undefined {
  let found: number | undefined;
  visit(document, {
    Alias(_key, alias, path) {
      const source = alias.resolve(document);
      if (source === undefined || !path.includes(source)) return undefined;
      found = startOf(alias);
      return visit.BREAK;
    },
  });
  return found;
}

/** The first alias or merge that leads nowhere, or the first of too many. */
function faultyAlias(document: Document): number {
  let first: number | undefined;
  let faulty: number | undefined;
  visit(document, {
    Alias(_key, alias) {
      first ??= startOf(alias);
      if (alias.resolve(document) === undefined) faulty ??= startOf(alias);
    },
    Pair(_key, pair) {
      if (keyText(pair) === "<<" && !isMergeable(document, pair.value)) faulty ??= startOf(pair.key);
    },
  });
  return faulty ?? first ?? 0;
}

function isMergeable(document: Document, value: unknown): boolean {
  const sources = isSeq(value) ? value.items : [value];
  return sources.every((source) => isMap(isAlias(source) ? source.resolve(document) : source));
}
