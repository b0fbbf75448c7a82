import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
} from "yaml";
import { isUnclosed, sentence } from "./yaml-sentence.js";

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
      /** Where the name or the value at a path stands, or the name of the nearest one around it that is there. */
      readonly offsetOf: (path: readonly PropertyKey[], part: "name" | "value") => number;
      /** A number, text or truth at a path as it is written, without quotes. */
      readonly sourceOf: (path: readonly PropertyKey[]) => string | undefined;
    };

/** How often a text may refer to its own parts; more is a trap. */
const maxAliasCount = 100;
const tooMany = `Expected no more than ${maxAliasCount} uses of what aliases stand for`;
const mostProblems = 10;
const controlCharacter = /(?![\t\n\r\x7f-\x9f])\p{Cc}/u;

/** Reads YAML or JSON: one document of plain data; anchors and merge keys are allowed. */
export function readYaml(text: string): ReadText {
  const control = text.search(controlCharacter);
  if (control >= 0) return { problems: [{ offset: control, message: "Expected a text; this is no character of one" }] };
  try {
    const options = { prettyErrors: false, logLevel: "error", schema: "core", merge: true, stringKeys: true } as const;
    const document = parseDocument(text, options);
    const faults = [...document.errors, ...document.warnings.filter(({ code }) => code !== "BAD_INDENT")];
    const problems = faults.length > 0 ? faultsIn(document, faults, text) : aliasProblems(document);
    return problems.length > 0 ? { problems: firstOfLines(problems, text).slice(0, mostProblems) } : dataOf(document);
  } catch (error) {
    return { problems: [{ offset: 0, message: sentence("", (error as Error).message) }] };
  }
}

function dataOf(document: Document): ReadText {
  try {
    const value: unknown = document.toJS({ maxAliasCount });
    return {
      value,
      offsetOf: (path, part) => offsetOf(document, path, part),
      sourceOf: (path) => sourceOf(document, path),
    };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { problems: [{ offset: firstAlias(document), message: tooMany }] };
  }
}

/** What follows from a mistake is told in its line as well; the first says what it is. */
function firstOfLines(problems: readonly TextProblem[], text: string): TextProblem[] {
  const lineOf = ({ offset }: TextProblem) => text.lastIndexOf("\n", offset - 1);
  const inOrder = [...problems].sort((a, b) => a.offset - b.offset);
  return inOrder.filter((problem, index) => index === inOrder.findIndex((other) => lineOf(other) === lineOf(problem)));
}

/** Without those that follow from another one. */
function faultsIn(document: Document, faults: readonly YAMLError[], text: string): TextProblem[] {
  const deep = faults.find(({ code }) => code === "RESOURCE_EXHAUSTION");
  if (deep) return [faultIn(document, deep, text)];
  const others = faults.filter(({ code }) => code !== "NON_STRING_KEY");
  return (others.length > 0 ? others : faults)
    .filter(({ pos }, index, all) => index === all.findIndex((other) => other.pos[0] === pos[0]))
    .map((fault) => faultIn(document, fault, text));
}

function faultIn(document: Document, { code, pos: [offset], message }: YAMLError, text: string): TextProblem {
  const begin = isUnclosed(message) ? beginOf(document, offset) : offset;
  const indentation = /^ */.exec(text.slice(begin))?.[0].length ?? 0;
  const before = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset).trim();
  return { offset: begin + indentation, message: sentence(code, message, before.at(-1)) };
}

/** Where a text in quotes or a bracket begins that ends here. */
function beginOf(document: Document, end: number): number {
  let begin = end;
  visit(document, {
    Node(_key, node) {
      const { flow, type } = node as { readonly flow?: boolean; readonly type?: string };
      if (node.range?.[1] === end && (flow || type?.startsWith("QUOTE"))) begin = node.range[0];
    },
  });
  return begin;
}

function offsetOf(document: Document, path: readonly PropertyKey[], part: "name" | "value"): number {
  let node = document.contents as Node | null | undefined;
  let offset = startOf(node) ?? 0;
  let found = true;
  for (const key of path) {
    const target = isAlias(node) ? node.resolve(document) : node;
    if (isMap(target)) {
      const pair = pairOf(document, target.items as Pair[], key);
      found = pair !== undefined;
      if (!pair) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(target)) {
      node = target.items[Number(key)] as Node | undefined;
      offset = startOf(node) ?? offset;
    } else {
      found = false;
      break;
    }
  }
  const isThere = found && part === "value" && !(isScalar(node) && node.type === "PLAIN" && node.source === "");
  return (isThere ? startOf(node) : undefined) ?? offset;
}

function sourceOf(document: Document, path: readonly PropertyKey[]): string | undefined {
  const resolved = (node: unknown) => (isAlias(node) ? node.resolve(document) : node);
  let node = resolved(document.contents);
  for (const key of path) {
    if (isMap(node)) node = resolved(pairOf(document, node.items as Pair[], key)?.value);
    else node = isSeq(node) ? resolved(node.items[Number(key)]) : undefined;
  }
  return isScalar(node) ? node.source : undefined;
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

/** Aliases and merges that lead nowhere, or into what they are a part of. */
function aliasProblems(document: Document): TextProblem[] {
  const problems: TextProblem[] = [];
  const tell = (node: unknown, message: string) => problems.push({ offset: startOf(node) ?? 0, message });
  visit(document, {
    Alias(_key, alias, path) {
      const source = alias.resolve(document);
      if (source === undefined) tell(alias, sentence("BAD_ALIAS", `*${alias.source}`));
      else if (path.includes(source)) tell(alias, "A value cannot be a part of itself");
    },
    Pair(_key, pair) {
      if (keyText(pair) !== "<<" || isMergeable(document, pair.value)) return;
      tell(pair.value, "Expected an object, or an alias of one, to merge");
    },
  });
  return problems;
}

function firstAlias(document: Document): number {
  let first: number | undefined;
  visit(document, {
    Alias(_key, alias) {
      first = startOf(alias);
      return visit.BREAK;
    },
  });
  return first ?? 0;
}

function isMergeable(document: Document, value: unknown): boolean {
  const sources = isSeq(value) ? value.items : [value];
  const targets = sources.map((source) => (isAlias(source) ? source.resolve(document) : source));
  return targets.every((target) => target === undefined || isMap(target));
}
