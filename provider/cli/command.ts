import type { Surroundings } from "../chat/surroundings.js";

/** Where a command reads from; a terminal can be read key by key. */
export type InputStream = NodeJS.ReadableStream & {
  readonly isTTY?: boolean;
  setRawMode?(mode: boolean): unknown;
};

/** Standard output as a stream; a terminal has columns. */
export type OutputStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** What a command takes from the process and gives back; tests put their own in its place. */
export interface CommandIo {
  readonly surroundings: Surroundings;
  /** Relative paths start here. */
  readonly folder: string;
  /** Writes to standard output, as it is. */
  out(text: string): void;
  /** Writes to standard error, as it is. */
  err(text: string): void;
  /** Standard input; opened when it is first asked for. */
  readonly input?: InputStream;
  /** Standard output, for what a terminal can do more than `out`. */
  readonly output?: OutputStream;
  /** Whether standard error is a terminal that people look at. */
  readonly isTerminal: boolean;
  /** Calls `listener` once when the process is told to stop, in place of dying; the answer stops listening. */
  onStop(listener: () => void): () => void;
}

/** A command of `chat-check`. */
export interface Command {
  readonly name: string;
  /** What `--help` prints. */
  help(): string;
  /** Resolves with the exit code; throws a `ChatCheckError` for what a user can put right. */
  run(args: readonly string[], io: CommandIo): Promise<number>;
}

/** Exit codes of all commands but `start-chat-contact`, which has those of the AWS CLI. */
export const exitCodes = { held: 0, didNotHold: 1, wrongUse: 2 } as const;
