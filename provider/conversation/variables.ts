import type { Values } from "./conversation.js";

const reference = /\{\{\s*([A-Za-z_]\w*)\s*\}\}/g;

/** Puts variables into every text of a value, keys of objects excepted; throws for one that there is not. */
export function withVariables<T>(value: T, values: Values): T {
  if (typeof value === "string") {
    return value.replace(reference, (_written, name: string) => {
      const found = Object.hasOwn(values, name) ? values[name] : undefined;
      if (found === undefined) throw new UnknownVariable(name);
      return String(found);
    }) as T;
  }
  if (Array.isArray(value)) return value.map((entry) => withVariables(entry, values)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withVariables(entry, values)])) as T;
}

/** The variables that a value uses, each once. */
export function variablesIn(value: unknown): string[] {
  const text = JSON.stringify(value) ?? "";
  return [...new Set([...text.matchAll(reference)].map(([, name = ""]) => name))];
}

export class UnknownVariable extends Error {
  constructor(readonly variable: string) {
    super(`There is no variable ${variable}.`);
  }
}
