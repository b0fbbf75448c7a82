import type { Values } from "../conversation/conversation.js";
import type { Place } from "../conversation/failure.js";
import type { TakenAction } from "../conversation/target.js";
import type { TranscriptItem } from "../conversation/transcript.js";

export type RunStatus = "passed" | "failed" | "skipped";

/**
 * What is left of one conversation's run, as plain JSON, so that processes can write and merge it. Of one that is tried
 * again, the last try.
 */
export interface RunRecord {
  /** The conversation's file, as it is shown: relative to where the run was started, with forward slashes. */
  readonly file: string;
  readonly name: string;
  /** The cells of the row that it ran with. */
  readonly row?: Values;
  /** Tells it apart from all others of its file. Default: its name and row. */
  readonly test?: string;
  readonly status: RunStatus;
  /** Why it was skipped. */
  readonly reason?: string;
  readonly durationMilliseconds: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly contactId?: string;
  /** Of the `RunFlow`s, those of this instance; ids of flows are told apart inside an instance alone. */
  readonly instance?: string;
  /** Empty where it failed before anything was seen. */
  readonly transcript: readonly TranscriptItem[];
  readonly failure?: RunFailure;
  /** The actions that its flows took, oldest first; empty where the target does not tell, as AWS does not. */
  readonly trace: readonly RunAction[];
}

export interface RunFailure {
  /** The whole report, as the terminal shows it. */
  readonly report: string;
  /** What did not hold, in one sentence; default the report's first line. */
  readonly verdict?: string;
  readonly code: string;
  /** From 1. */
  readonly step?: number;
  /** The step as it is written, on one line. */
  readonly written?: string;
  readonly place?: Place;
  /** The last action when it failed; default the last one of the trace. */
  readonly lastAction?: RunAction;
}

/** An action of a trace; the id tells its flow apart from others of that name. */
export interface RunAction extends TakenAction {
  readonly flowId?: string;
}

/** A flow or module that conversations ran, or could have run. */
export interface RunFlow {
  readonly id: string;
  readonly name: string;
  /** Any text that tells instances apart, such as the instance file's path; default one instance for all. */
  readonly instance?: string;
  /** As it is shown, like a record's file. */
  readonly file?: string;
  /** The file's text as it is; of a flow without a file, what `DescribeContactFlow` answers as content. */
  readonly content: string;
}

/** A trace without what reports do not need, such as parameters, whose values may be customers' own. */
export function runActions(trace: readonly TakenAction[] = []): RunAction[] {
  return trace.map(runAction);
}

export function runAction(taken: TakenAction & { readonly flowId?: string }): RunAction {
  const { flow, flowId, action, type, result, branch, warnings } = taken;
  return {
    flow,
    ...(flowId === undefined ? {} : { flowId }),
    action,
    type,
    result,
    ...(branch ? { branch: { label: branch.label, nextAction: branch.nextAction } } : {}),
    warnings,
  };
}
