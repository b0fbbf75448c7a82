/** What the AWS service itself said; kept word for word. */
export interface ServiceAnswer {
  /** `StartChatContact`, … */
  readonly operation: string;
  /** The error's name, such as `AccessDeniedException`. */
  readonly name: string;
  readonly message: string;
  readonly status?: number;
  readonly requestId?: string;
}

export interface ChatCheckErrorOptions {
  /** Permanent; the README lists all of them. */
  readonly code: string;
  /** What happened and why, in one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  readonly answer?: ServiceAnswer;
  readonly cause?: unknown;
}

/** Any failure that a user can meet: what, why, and what to do. */
export class ChatCheckError extends Error {
  override readonly name = "ChatCheckError";
  readonly code: string;
  readonly hint: string;
  /** Present when an AWS service answered with an error. */
  readonly answer?: ServiceAnswer;

  constructor({ code, message, hint, answer, cause }: ChatCheckErrorOptions) {
    super(message, { cause });
    this.code = code;
    this.hint = hint;
    this.answer = answer;
  }
}

const longestProblem = 1_000;
const longestList = 16_000;

/** Of one problem a sentence, of more of them a list; what is too long for people, or for Pulumi's engine, is cut. */
export function problemList(head: string, problems: readonly string[]): string {
  const shown = problems.map((problem) =>
    problem.length > longestProblem ? `${problem.slice(0, longestProblem)}…` : problem,
  );
  if (shown.length === 1) return `${head}: ${shown[0]}.`;
  const lines: string[] = [];
  let room = longestList;
  for (const problem of shown) {
    room -= problem.length;
    if (room < 0) break;
    lines.push(`- ${problem}`);
  }
  const left = shown.length - lines.length;
  return [`${head}:`, ...lines, ...(left > 0 ? [`- … and ${left} more`] : [])].join("\n");
}
