import type { Span } from "../json-tree.js";
import type { LintedAction, LintedFlow } from "./linted-flow.js";

/**
 * - `error`: `CreateContactFlow` or the console refuses to publish it
 * - `warning`: it is published, and surprises on chat
 * - `note`: may be meant so
 */
export type Severity = "error" | "warning" | "note";

/** Tells of one thing that a rule found: where, what it is, and what to do; sentences with their full stop. */
export type Report = (at: Span, what: string, toDo: string, action?: LintedAction) => void;

export interface Rule {
  /** Permanent; options name it. */
  readonly id: string;
  readonly severity: Severity;
  /** What it finds, without the full stop. */
  readonly description: string;
  /** Whether it is on only when it is asked for. */
  readonly optional?: boolean;
  check(flow: LintedFlow, report: Report): void;
}

/** What a rule found, and where it stands in the file. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, a sentence or two. */
  readonly message: string;
  /** What to do about it, a sentence or two. */
  readonly hint: string;
  /** The identifier of the action that it is about. */
  readonly action?: string;
  /** Lines and columns from 1, columns in UTF-16 code units; the end is not included. */
  readonly region: Region;
}

export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

const longest = 60;

/** A text of a flow in a sentence: in quotes, and cut. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

/** `MessageParticipant "welcome"`. */
export function named({ type, identifier }: { readonly type?: string; readonly identifier?: string }): string {
  return [type ?? "The action", identifier === undefined ? "" : quoted(identifier)].filter(Boolean).join(" ");
}

/** `a, b and c`. */
export function listed(names: readonly string[], conjunction = "and"): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${conjunction} ${names.at(-1)}`;
}
