import { type TranscriptItem, transcriptLine } from "../conversation/transcript.js";
import { ChatCheckError } from "../errors.js";
import type { CheckOutcome } from "./outcome.js";
import { type Stage, stageNames } from "./stages.js";

/** What was seen of a chat before its check failed. */
export interface Evidence {
  readonly stage: Stage;
  /** Milliseconds since the check began. */
  readonly elapsed: number;
  readonly contactFlowId: string;
  readonly instanceId: string;
  /** What was found out before it failed. */
  readonly reached: Partial<Omit<CheckOutcome, "held" | "verdict" | "transcript">>;
  /** Without the texts of messages where they may hold a secret. */
  readonly transcript: readonly TranscriptItem[];
}

/** The longest text of a failure, in bytes; Pulumi's engine hangs on errors of more than about 64 KB. */
export const mostFailureBytes = 4_096;

const longestOfList = 500;
const cutNote = "  … (cut)";

/** A check that did not hold. Its message is the whole report: the verdict on line 1, then code, evidence and hint. */
export class CheckFailure extends ChatCheckError {
  constructor(
    readonly reason: ChatCheckError,
    readonly evidence: Evidence,
    attempts: readonly string[] = [],
  ) {
    const { code, hint, answer } = reason;
    super({ code, hint, answer, message: report(reason, evidence, attempts), cause: reason });
  }

  /** The same failure, with the codes of all attempts. */
  after(attempts: readonly string[]): CheckFailure {
    return new CheckFailure(this.reason, this.evidence, attempts);
  }

  /** The verdict alone. */
  get verdict(): string {
    return verdictOf(this.reason);
  }
}

function verdictOf(reason: ChatCheckError): string {
  return `The chat check failed: ${reason.message}`;
}

/** What is said first; of a long list the rest of the report keeps its room. */
function verdictLines(reason: ChatCheckError): string[] {
  const [first = "", ...list] = verdictOf(reason).split("\n");
  const lines = [first];
  let room = mostFailureBytes / 2 - Buffer.byteLength(first);
  for (const line of list) {
    const shown = line.length > longestOfList ? `${line.slice(0, longestOfList)}…` : line;
    room -= Buffer.byteLength(shown) + 1;
    if (room < 0) return [...lines, cutNote];
    lines.push(shown);
  }
  return lines;
}

function report(reason: ChatCheckError, evidence: Evidence, attempts: readonly string[]): string {
  const head = [...verdictLines(reason), `code: ${reason.code}`, ...answerLines(reason), ...factLines(evidence)];
  if (attempts.length > 1) head.push(`attempts: ${attempts.join(", ")}`);
  const tail = [`to do: ${reason.hint}`];
  const start = evidence.reached.startedAt ?? evidence.transcript[0]?.time ?? "";
  const seen = evidence.transcript.map((item) => `  ${transcriptLine(item, start)}`);
  const heading = seen.length > 0 ? "seen in the chat:" : "seen in the chat: nothing";
  return fitted([...head, heading], seen, tail);
}

function answerLines({ answer }: ChatCheckError): string[] {
  if (!answer) return [];
  const { operation, name, status, message, requestId } = answer;
  return [
    `AWS said to ${operation}: ${name} (${status ?? "no status"}${requestId ? `, request ${requestId}` : ""}): ${message}`,
  ];
}

function factLines({ stage, elapsed, contactFlowId, instanceId, reached }: Evidence): string[] {
  const { contactId, participantId } = reached;
  const ids = contactId ? `; contact ${contactId}, participant ${participantId}` : "; no contact was made known";
  return [
    `stage: ${stageNames[stage]}, ${(elapsed / 1000).toFixed(2)} s after the check began`,
    `flow ${contactFlowId} of instance ${instanceId}${ids}`,
  ];
}

/** Head and tail whole, as many lines of the middle as there is room for; a head that is too long is cut itself. */
function fitted(head: readonly string[], middle: readonly string[], tail: readonly string[]): string {
  let room = mostFailureBytes - sizeOf([...tail, cutNote]);
  const lines: string[] = [];
  for (const [index, line] of [...head, ...middle].entries()) {
    const shown = line.length > 1_000 ? `${line.slice(0, 1_000)}…` : line;
    room -= sizeOf([shown]);
    if (room < 0) {
      lines.push(cutNote);
      break;
    }
    lines.push(index === 0 ? shown : shown.replaceAll("\n", "\n  "));
  }
  return [...lines, ...tail].join("\n");
}

function sizeOf(lines: readonly string[]): number {
  return Buffer.byteLength(lines.join("\n")) + 64;
}
