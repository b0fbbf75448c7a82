import type { MissingReference } from "../instance.js";
import type { ReferenceKind } from "./references.js";

const words: Readonly<Record<ReferenceKind, string>> = {
  flow: "flow",
  module: "flow module",
  queue: "queue",
  agent: "agent",
  hoursOfOperation: "hours of operation",
  prompt: "prompt",
  view: "view",
  lambda: "Lambda function",
  lex: "Lex bot",
  caseTemplate: "case template",
  placeholder: "placeholder",
};

/** A line for each thing that is missing, with all actions that need it: `queue arn:…/q1 (Support): needed by …`. */
export function missingLines(missing: readonly MissingReference[]): string[] {
  const lines = new Map<string, string[]>();
  for (const { kind, reference, name, flow, action, type, parameter } of missing) {
    const subject = `${words[kind]} ${reference}${name === undefined ? "" : ` (${name})`}`;
    const needs = lines.get(subject) ?? [];
    lines.set(subject, [...needs, `${type} ${action} of the flow ${flow} (${parameter})`]);
  }
  return [...lines].map(([subject, needs]) => `${subject}: needed by ${needs.join(", ")}`);
}
