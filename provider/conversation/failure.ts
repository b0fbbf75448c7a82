import { ChatCheckError } from "../errors.js";
import { visible } from "./difference.js";
import { seenLine } from "./seen-line.js";
import type { TakenAction } from "./target.js";
import type { TranscriptItem } from "./transcript.js";

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
  /** What differs, a sentence each; texts that have something in common stand below each other, what differs marked. */
  readonly differences?: readonly string[];
  /** Everything that was seen; the report shows the end of it. */
  readonly transcript: readonly TranscriptItem[];
  /** The last action that the flow took, where the target tells. */
  readonly lastAction?: TakenAction;
  /** What the emulator warned of on the flow's way, besides its last action. */
  readonly warnings?: readonly string[];
  readonly contactId?: string;
  /** What else went wrong, such as a contact that could not be ended. */
  readonly besides?: string;
  readonly cause?: unknown;
}

/** A conversation that did not go as it says. Its message is the whole report. */
export class ConversationFailure extends ChatCheckError {
  readonly expected?: string;
  readonly actual?: string;
  /** Keeps mocha from a difference of its own. */
  readonly showDiff = false;

  constructor(readonly details: ConversationFailureOptions) {
    super({ code: details.code, message: report(details), hint: details.hint, cause: details.cause });
    this.expected = details.expected;
    this.actual = details.actual;
  }

  /** The verdict alone, in one sentence. */
  get verdict(): string {
    return this.details.message;
  }
}

const mostSeen = 40;
const longestStep = 300;

function report(details: ConversationFailureOptions): string {
  const {
    message,
    code,
    hint,
    expected,
    actual,
    differences = [],
    lastAction,
    warnings = [],
    contactId,
    besides,
  } = details;
  return [
    message,
    ...stepLines(details),
    ...(expected === undefined ? [] : [`  expected: ${expected}`]),
    ...(actual === undefined ? [] : [`  actual:   ${actual}`]),
    ...differences.map((difference) => `  - ${difference}`),
    ...seenLines(details.transcript),
    ...(lastAction
      ? [`last action: ${actionLine(lastAction)}`, ...lastAction.warnings.map((text) => `  ${text}`)]
      : []),
    ...warnings.map((text) => `warning: ${text}`),
    ...(contactId ? [`contact ${contactId}`] : []),
    ...(besides ? [`besides: ${besides}`] : []),
    `code: ${code}`,
    `to do: ${hint}`,
  ].join("\n");
}

function stepLines({ step, written = "", place }: ConversationFailureOptions): string[] {
  if (step === undefined) return [];
  const at = place?.file ? ` (${place.file}${place.line ? `:${place.line}:${place.column ?? 1}` : ""})` : "";
  const letters = [...visible(written)];
  const shown = letters.length > longestStep ? `${letters.slice(0, longestStep).join("")}…` : letters.join("");
  return [`step ${step}${at}: ${shown}`];
}

function seenLines(transcript: readonly TranscriptItem[]): string[] {
  const [first] = transcript;
  if (!first) return ["seen in the chat: nothing"];
  const last = transcript.slice(-mostSeen);
  const left = transcript.length - last.length;
  return [
    `seen in the chat:${left > 0 ? ` (${left} earlier left out)` : ""}`,
    ...last.map((item) => `  ${seenLine(item, first.time)}`),
  ];
}

function actionLine({ flow, action, type, result, branch }: TakenAction): string {
  const target = branch ? ` → ${branch.nextAction}` : "";
  const label = branch?.label && branch.label !== result ? ` (${branch.label})` : "";
  return `${type} ${action} of the flow ${flow} → ${result}${label}${target}`;
}
