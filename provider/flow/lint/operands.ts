import { plain } from "../json-tree.js";
import { namespaces } from "../reference.js";
import type { ConditionEntry } from "./linted-flow.js";

/** A condition that can be judged before a run: one operand, without a reference or a placeholder in it. */
export interface StaticCondition {
  readonly operator: string;
  readonly operand: string;
  readonly entry: ConditionEntry;
}

const placeholder = /\$\{[^}]*\}|\{\{[^}]*\}\}|<<[^<>]+>>|%[A-Z][A-Z0-9_]+%/;
const namespace = /\$\.([\p{L}_][\p{L}\p{N}_]*)|\$\.?\[\s*['"]([^'"]+)['"]\s*\]/gu;

/** The first segment of each reference in a text, as written: `Attributes`, or one that there is not. */
export function namespacesIn(text: string): string[] {
  return [...text.matchAll(namespace)].map(([, plainName, bracketed]) => plainName ?? bracketed ?? "");
}

/** Whether a text depends on the run. */
export function isDynamic(text: string): boolean {
  return namespacesIn(text).some((name) => namespaces.has(name));
}

/** A placeholder of a template, such as `${QUEUE}`, `{{queue}}`, `<<queue>>` or `%QUEUE%`. */
export function placeholderIn(text: string): string | undefined {
  return placeholder.exec(text)?.[0];
}

export function staticCondition(entry: ConditionEntry): StaticCondition | undefined {
  const [operand, ...more] = entry.operands.map(plain);
  if (entry.operator === undefined || more.length > 0) return undefined;
  if (typeof operand !== "string" && typeof operand !== "number" && typeof operand !== "boolean") return undefined;
  const text = String(operand);
  if (isDynamic(text) || placeholderIn(text) !== undefined) return undefined;
  return { operator: entry.operator, operand: text, entry };
}
