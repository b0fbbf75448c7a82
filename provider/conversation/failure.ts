import { ChatCheckError } from "../errors.js";
import type { TakenAction } from "./target.js";
import { type TranscriptItem, transcriptLine } from "./transcript.js";

/** Where a step stands: in a file, or in a program. */
export interface Place {
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
}

export interface ConversationFailureOptions {
  readonly code: string;
  /** What did not hold, in one sentence. */
  readonly message: string;
  readonly hint: string;
  readonly conversation: string;
  /** From 1; absent where it failed before its first step. */
  readonly step?: number;
  /** The step as it is written, on one line. */
  readonly written?: string;
  readonly place?: Place;
  readonly expected?: string;
  readonly actual?: string;
  /** What differs, a sentence each. */
  readonly differences?: readonly string[];
  readonly transcript: readonly TranscriptItem[];
  /** The last action that the flow took, where the target tells. */
  readonly lastAction?: TakenAction;
  readonly contactId?: string;
  readonly cause?: unknown;
}

/** A conversation that did not go as it says. Its message is the whole report. */
export class ConversationFailure extends ChatCheckError {
  readonly expected?: string;
  readonly actual?: string;
  /** Makes mocha show a difference of its own. */
  readonly showDiff: boolean;

  constructor(readonly details: ConversationFailureOptions) {
    super({ code: details.code, message: report(details), hint: details.hint, cause: details.cause });
    this.expected = details.expected;
    this.actual = details.actual;
    this.showDiff = false;
  }

  /** The verdict alone, in one sentence. */
  get verdict(): string {
    return this.details.message;
  }
}

function report(details: ConversationFailureOptions): string {
  const { message, code, hint, step, written, place, expected, actual, differences = [] } = details;
  const { transcript, lastAction, contactId } = details;
  const at = place?.file ? `${place.file}${place.line ? `:${place.line}:${place.column ?? 1}` : ""}` : undefined;
  const start = transcript[0]?.time ?? "";
  return [
    message,
    ...(step === undefined ? [] : [`step ${step}${at ? ` (${at})` : ""}: ${written ?? ""}`]),
    ...(expected === undefined ? [] : [`  expected: ${expected}`]),
    ...(actual === undefined ? [] : [`  actual:   ${actual}`]),
    ...differences.map((difference) => `  - ${difference}`),
    transcript.length > 0 ? "seen in the chat:" : "seen in the chat: nothing",
    ...transcript.map((item) => `  ${transcriptLine(item, start)}`),
    ...(lastAction
      ? [`last action: ${actionLine(lastAction)}`, ...lastAction.warnings.map((text) => `  ${text}`)]
      : []),
    ...(contactId ? [`contact ${contactId}`] : []),
    `code: ${code}`,
    `to do: ${hint}`,
  ].join("\n");
}

function actionLine({ flow, action, type, result, branch }: TakenAction): string {
  const target = branch ? ` → ${branch.nextAction}` : "";
  const label = branch?.label && branch.label !== result ? ` (${branch.label})` : "";
  return `${type} ${action} of the flow ${flow} → ${result}${label}${target}`;
}
