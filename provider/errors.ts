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
