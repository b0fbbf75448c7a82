import {
  type ActionCoverage,
  type BranchCoverage,
  type Coverage,
  type FlowCoverage,
  percentOf,
  type Share,
  type Standing,
  standingOf,
} from "./coverage.js";
import type { RunRecord, RunStatus } from "./run.js";

/** What `coverage.json` holds. Lines count from 1; conversations are named by their place in `conversations`, from 0. */
export interface CoverageJson {
  /** Of this form; a later one that breaks readers has another number. */
  readonly version: 1;
  readonly actions: ShareJson;
  readonly branches: ShareJson;
  readonly flows: readonly FlowJson[];
  readonly conversations: readonly ConversationJson[];
}

export interface ShareJson {
  readonly covered: number;
  readonly total: number;
  /** In per cent, rounded down to hundredths; 100 where there are none. */
  readonly percent: number;
}

export interface FlowJson {
  readonly name: string;
  readonly id: string;
  /** Absent of a flow that has none. */
  readonly file?: string;
  /** Why it could not be looked into. */
  readonly problem?: string;
  readonly coverage: { readonly actions: ShareJson; readonly branches: ShareJson };
  readonly conversations: readonly number[];
  readonly actions: readonly ActionJson[];
}

export interface PassageJson {
  /** In the flow's file. */
  readonly line: number;
  /** `covered`, `uncovered`, `failed` (a conversation failed here) or `excluded` (does not count). */
  readonly standing: Standing;
  readonly times: number;
  readonly conversations: readonly number[];
  /** Those that failed here. */
  readonly failed: readonly number[];
  /** Why it does not count. */
  readonly excluded?: string;
}

export interface ActionJson extends PassageJson {
  readonly identifier: string;
  readonly type: string;
  readonly branches: readonly BranchJson[];
}

export interface BranchJson extends PassageJson {
  readonly kind: "next" | "condition" | "error";
  /** `Equals True`, `NoMatchingError`, …; empty for `NextAction`. */
  readonly label: string;
  /** The identifier of the action that it leads to. */
  readonly target: string;
}

export interface ConversationJson {
  readonly file: string;
  readonly name: string;
  readonly row?: RunRecord["row"];
  readonly status: RunStatus;
}

export function coverageJson({ actions, branches, flows, conversations }: Coverage): string {
  const json: CoverageJson = {
    version: 1,
    actions: shareJson(actions),
    branches: shareJson(branches),
    flows: flows.map(flowJson),
    conversations: conversations.map(({ file, name, row, status }) => ({
      file,
      name,
      ...(row ? { row } : {}),
      status,
    })),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function shareJson(share: Share): ShareJson {
  return { ...share, percent: percentOf(share) };
}

function flowJson({ flow, problem, conversations, actions, actionShare, branchShare }: FlowCoverage): FlowJson {
  const { name, id, file } = flow;
  return {
    name,
    id,
    ...(file === undefined ? {} : { file }),
    ...(problem === undefined ? {} : { problem }),
    coverage: { actions: shareJson(actionShare), branches: shareJson(branchShare) },
    conversations,
    actions: actions.map((action) => ({
      identifier: action.identifier,
      type: action.type,
      ...passageJson(action),
      branches: action.branches.map((branch) => {
        const { kind, label, target } = branch;
        return { kind, label, target, ...passageJson(branch) };
      }),
    })),
  };
}

function passageJson(passage: ActionCoverage | BranchCoverage): PassageJson {
  const { line, times, conversations, failed, excluded } = passage;
  const standing = standingOf(passage);
  return { line, standing, times, conversations, failed, ...(excluded === undefined ? {} : { excluded }) };
}
