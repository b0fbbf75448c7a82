import { type JsonNode, memberOf, type Span } from "../json-tree.js";
import type { LintedAction } from "./linted-flow.js";

/** A text in the parameters or the conditions of an action. */
export interface ActionText {
  readonly text: string;
  readonly span: Span;
  /** `Parameters.ViewData.Heading`, `Transitions.Conditions[0]`. */
  readonly path: string;
  readonly role: "value" | "key" | "operand";
}

/** Every text of an action that the service reads; identifiers and types are none. */
export function* textsOf({ node, conditions }: LintedAction): Generator<ActionText> {
  const parameters = memberOf(node, "Parameters")?.value;
  if (parameters) yield* textsIn(parameters, "Parameters");
  for (const [index, { operands }] of conditions.entries()) {
    for (const operand of operands) {
      if (operand.kind !== "scalar" || typeof operand.value !== "string") continue;
      yield { text: operand.value, span: operand, path: `Transitions.Conditions[${index}]`, role: "operand" };
    }
  }
}

export function* textsIn(node: JsonNode, path: string): Generator<ActionText> {
  if (node.kind === "array") {
    for (const [index, item] of node.items.entries()) yield* textsIn(item, `${path}[${index}]`);
  } else if (node.kind === "object") {
    for (const { key, keySpan, value } of node.members) {
      yield { text: key, span: keySpan, path: `${path}.${key}`, role: "key" };
      yield* textsIn(value, `${path}.${key}`);
    }
  } else if (typeof node.value === "string") {
    yield { text: node.value, span: node, path, role: "value" };
  }
}
