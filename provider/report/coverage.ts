import type { Edge, LintedAction, LintedFlow } from "../flow/lint/linted-flow.js";
import type { RunAction, RunFlow, RunRecord } from "./run.js";
import { type Open, Tally } from "./tally.js";

/** What conversations went through, of the flows that they could have gone through. */
export interface Coverage {
  readonly flows: readonly FlowCoverage[];
  /** Numbers of conversations are their places in this list. */
  readonly conversations: readonly RunRecord[];
  readonly actions: Share;
  readonly branches: Share;
}

/** Of those that count. */
export interface Share {
  readonly covered: number;
  readonly total: number;
}

export interface FlowCoverage {
  readonly flow: RunFlow;
  readonly read: LintedFlow;
  /** Why it cannot be looked into; it then has no actions. */
  readonly problem?: string;
  /** In the order of the file. */
  readonly actions: readonly ActionCoverage[];
  /** Numbers of the conversations that came into it. */
  readonly conversations: readonly number[];
  readonly actionShare: Share;
  readonly branchShare: Share;
}

/** How often something was gone through, and by whom. */
export interface Passage {
  readonly times: number;
  /** Numbers of the conversations that went through it, each once. */
  readonly conversations: readonly number[];
  /** Numbers of those that failed at it: it was the last action, or the last branch, that they took. */
  readonly failed: readonly number[];
  /** Why it does not count; absent where it does. What was gone through counts in any case, but for `NextAction` as filler. */
  readonly excluded?: string;
}

export interface ActionCoverage extends Passage {
  readonly action: LintedAction;
  readonly identifier: string;
  readonly type: string;
  /** From 1, in the file. */
  readonly line: number;
  readonly branches: readonly BranchCoverage[];
}

export interface BranchCoverage extends Passage {
  readonly kind: Edge["kind"];
  /** `Equals True`, `NoMatchingError`, …; empty for `NextAction`. */
  readonly label: string;
  readonly target: string;
  /** From 1, in the file. */
  readonly line: number;
}

export type Standing = "covered" | "uncovered" | "failed" | "excluded";

export function standingOf({ times, failed, excluded }: Passage): Standing {
  if (failed.length > 0) return "failed";
  if (times > 0) return "covered";
  return excluded === undefined ? "uncovered" : "excluded";
}

/**
 * Counts what was gone through. A branch is a condition, an entry of `Errors`, or `NextAction` where the action's type goes
 * on there when it has succeeded. What no chat can come to, and conditions that are never true, do not count.
 */
export function coverageOf(records: readonly RunRecord[], flows: readonly RunFlow[]): Coverage {
  const tallies = new Map<string, Tally>();
  const byId = new Map<string, Tally>();
  const byName = new Map<string, Tally>();
  for (const flow of flows) {
    const key = keyOf(flow.file === undefined ? ["instance", flow.instance, flow.name] : ["file", flow.file]);
    const tally = tallies.get(key) ?? new Tally(flow);
    tallies.set(key, tally);
    byId.set(keyOf([flow.instance, flow.id]), tally);
    byName.set(keyOf([flow.instance, flow.name]), tally);
  }
  for (const [number, record] of records.entries()) {
    const { instance, trace } = record;
    const flowOf = ({ flow, flowId }: RunAction) =>
      (flowId === undefined ? undefined : byId.get(keyOf([instance, flowId]))) ?? byName.get(keyOf([instance, flow]));
    const open: Open = new Map();
    for (const taken of trace) flowOf(taken)?.count(taken, number, open);
    const { action, branch } = failurePoint(record) ?? {};
    if (action) flowOf(action)?.blameAction(action, number);
    if (branch) flowOf(branch)?.blameBranch(branch, number);
  }
  const covered = [...tallies.values()].map((tally) => tally.coverage());
  return {
    flows: covered,
    conversations: records,
    actions: sumOf(covered.map(({ actionShare }) => actionShare)),
    branches: sumOf(covered.map(({ branchShare }) => branchShare)),
  };
}

/** The last action of a conversation that failed, and the last one that took a branch, as far as the target tells. */
export function failurePoint({ status, failure, trace }: RunRecord): FailurePoint | undefined {
  if (status !== "failed") return undefined;
  const action = failure?.lastAction ?? trace.at(-1);
  if (!action) return undefined;
  const back = [...trace].reverse();
  const from = back.findIndex((taken) => isSame(taken, action));
  return { action, branch: [action, ...back.slice(Math.max(from, 0))].find(({ branch }) => branch !== undefined) };
}

export interface FailurePoint {
  readonly action: RunAction;
  readonly branch?: RunAction;
}

function isSame(one: RunAction, other: RunAction): boolean {
  return one.flow === other.flow && one.action === other.action && one.result === other.result;
}

/** In hundredths of a per cent, rounded down, so that 100 is all of them; where there are none, 100. */
export function percentOf({ covered, total }: Share): number {
  return total === 0 ? 100 : Math.floor((covered * 10_000) / total) / 100;
}

/** In per cent. */
export interface Thresholds {
  readonly actions?: number;
  readonly branches?: number;
}

/** A sentence for each threshold that is not met. */
export function belowThresholds(coverage: Coverage, thresholds: Thresholds): string[] {
  return (["actions", "branches"] as const).flatMap((what) => {
    const [asked, share] = [thresholds[what], coverage[what]];
    if (asked === undefined || percentOf(share) >= asked) return [];
    const verb = what === "actions" ? "were gone through" : "were taken";
    return [
      `${percentOf(share)}% of the ${what} ${verb} (${share.covered} of ${share.total}); the threshold is ${asked}%.`,
    ];
  });
}

function sumOf(shares: readonly Share[]): Share {
  return shares.reduce((sum, { covered, total }) => ({ covered: sum.covered + covered, total: sum.total + total }), {
    covered: 0,
    total: 0,
  });
}

function keyOf(parts: readonly unknown[]): string {
  return JSON.stringify(parts);
}
