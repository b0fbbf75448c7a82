import type { Values } from "./conversation.js";

const reference = /\{\{\s*([A-Za-z_]\w*)\s*\}\}/g;
const wholeReference = /^\{\{\s*([A-Za-z_]\w*)\s*\}\}$/;

/** Members whose objects are JSON of the user's own, in which a variable alone keeps its type. */
const json = new Set(["content", "data", "segmentAttributes"]);

/**
 * Puts variables into every text of a value, keys of objects excepted; throws `UnknownVariable` for one that there is
 * not. In a regular expression a variable stands for its letters.
 */
export function withVariables<T>(value: T, values: Values): T {
  return filled(value, values, "text") as T;
}

type Kind = "text" | "pattern" | "json";

function filled(value: unknown, values: Values, kind: Kind): unknown {
  if (typeof value === "string") return filledText(value, values, kind);
  if (Array.isArray(value)) return value.map((entry) => filled(entry, values, kind));
  if (typeof value !== "object" || value === null) return value;
  const isPattern = kind === "text" && "pattern" in value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      const inner = isPattern && key === "pattern" ? "pattern" : json.has(key) && !isTextMatcher(entry) ? "json" : kind;
      return [key, filled(entry, values, inner)];
    }),
  );
}

function filledText(text: string, values: Values, kind: Kind): unknown {
  if (!text.includes("{{")) return text;
  const [, whole] = kind === "json" ? (wholeReference.exec(text) ?? []) : [];
  if (whole !== undefined) return variable(whole, values);
  return text.replace(reference, (_written, name: string) => {
    const value = String(variable(name, values));
    return kind === "pattern" ? value.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&") : value;
  });
}

/** `content` of a message may be a matcher of texts. */
function isTextMatcher(value: unknown): boolean {
  return typeof value !== "object" || value === null || "contains" in value || "pattern" in value;
}

function variable(name: string, values: Values): string | number | boolean {
  const found = Object.hasOwn(values, name) ? values[name] : undefined;
  if (found === undefined) throw new UnknownVariable(name);
  return found;
}

/** The variables that a value uses, each once, with the way to the first text that does. */
export function variableUses(value: unknown, path: readonly PropertyKey[] = []): Map<string, readonly PropertyKey[]> {
  const uses = new Map<string, readonly PropertyKey[]>();
  const add = (name: string, at: readonly PropertyKey[]) => {
    if (!uses.has(name)) uses.set(name, at);
  };
  if (typeof value === "string") for (const [, name = ""] of value.matchAll(reference)) add(name, path);
  else if (typeof value === "object" && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      for (const [name, at] of variableUses(entry, [...path, Array.isArray(value) ? Number(key) : key])) add(name, at);
    }
  }
  return uses;
}

export class UnknownVariable extends Error {
  constructor(readonly variable: string) {
    super(`There is no variable ${variable}.`);
  }
}
