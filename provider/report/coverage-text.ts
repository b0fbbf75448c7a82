import { columnsOf, cutTo, padEnd, padStart, tame } from "./columns.js";
import { count } from "./count.js";
import {
  type ActionCoverage,
  type BranchCoverage,
  type Coverage,
  type FlowCoverage,
  percentOf,
  type Share,
} from "./coverage.js";

export interface CoverageTextOptions {
  /** Whether colours are wanted; not where `NO_COLOR` is set, and not in a file. Default no. */
  readonly colour?: boolean;
  /** Columns that there are; what is longer is cut. Default: nothing is cut. */
  readonly width?: number;
  /** How many of a flow's gaps are told at the most. Default 10. */
  readonly mostGaps?: number;
}

interface Row {
  readonly name: string;
  readonly actions: Share;
  readonly branches: Share;
  readonly gaps: readonly string[];
}

const longestName = 40;

/** A table with a line for each flow, and below it what no conversation went through. */
export function coverageText(coverage: Coverage, options: CoverageTextOptions = {}): string {
  const { colour = false, width = Number.POSITIVE_INFINITY, mostGaps = 10 } = options;
  const { flows, conversations, actions, branches } = coverage;
  const held = conversations.filter(({ status }) => status !== "skipped");
  const rows = flows.map((flow) => rowOf(flow, mostGaps));
  const all: Row = { name: "all", actions, branches, gaps: [] };
  const table = [...rows, all];
  const widths = {
    name: Math.max(...["flow", ...table.map(({ name }) => name)].map(columnsOf)),
    actions: Math.max(...["actions", ...table.map(({ actions }) => shareText(actions))].map(columnsOf)),
    branches: Math.max(...["branches", ...table.map(({ branches }) => shareText(branches))].map(columnsOf)),
  };
  const line = (name: string, actions: string, branches: string, gap: string) => {
    const fixed = [padEnd(widths.name, name), actions, branches].join("  ");
    const room = width - widths.name - widths.actions - widths.branches - 6;
    return gap === "" ? fixed.trimEnd() : `${fixed}  ${cutTo(Math.max(room, 1), gap)}`;
  };
  const share = (of: Share, columns: number) => {
    const text = padStart(columns, shareText(of));
    return colour && of.total > 0 ? `\u001B[${colourOf(of)}m${text}\u001B[39m` : text;
  };
  const blank = [" ".repeat(widths.actions), " ".repeat(widths.branches)] as const;
  const rule = ["-".repeat(widths.name), "-".repeat(widths.actions), "-".repeat(widths.branches), "--------"].join(
    "  ",
  );
  const lines = table.map(({ name, actions, branches, gaps: [first = "", ...gaps] }) => [
    line(name, share(actions, widths.actions), share(branches, widths.branches), first),
    ...gaps.map((gap) => line("", ...blank, gap)),
  ]);
  return [
    `Coverage of ${count(flows.length, "flow")} by ${count(held.length, "conversation")}`,
    "",
    line("flow", padStart(widths.actions, "actions"), padStart(widths.branches, "branches"), "not gone through"),
    rule,
    ...lines.slice(0, -1).flat(),
    rule,
    ...lines.slice(-1).flat(),
    "",
  ].join("\n");
}

function rowOf({ flow, actions, actionShare, branchShare, problem }: FlowCoverage, mostGaps: number): Row {
  const gaps = actions.filter(({ excluded }) => excluded === undefined).flatMap(gapsOf);
  const shown =
    gaps.length > mostGaps ? [...gaps.slice(0, mostGaps - 1), `… and ${gaps.length - mostGaps + 1} more`] : gaps;
  return {
    name: cutTo(longestName, tame(flow.name)),
    actions: actionShare,
    branches: branchShare,
    gaps: problem === undefined ? shown : [tame(problem)],
  };
}

/** An action that nobody came to stands for its branches. */
function gapsOf(action: ActionCoverage): string[] {
  if (action.times === 0) return [`${action.line}: ${nameOf(action)}`];
  return action.branches
    .filter(({ times, excluded }) => times === 0 && excluded === undefined)
    .map((branch) => `${branch.line}: ${nameOf(action)} → ${branchName(branch)}`);
}

function nameOf({ type, identifier }: ActionCoverage): string {
  return tame(identifier === type ? type : `${type} ${shortIdentifier(identifier)}`);
}

/** The label, which of `NextAction` is empty. */
export function branchName({ kind, label }: Pick<BranchCoverage, "kind" | "label">): string {
  return tame(kind === "next" ? "success" : label);
}

/** Identifiers that the console has made up are cut to what tells them apart. */
export function shortIdentifier(identifier: string): string {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(identifier) ? identifier.slice(0, 8) : identifier;
}

function shareText(share: Share): string {
  return share.total === 0 ? "-" : `${share.covered}/${share.total} ${padStart(6, `${percentOf(share)}%`)}`;
}

/** Green for all, yellow for half or more, red for less. */
function colourOf({ covered, total }: Share): number {
  if (covered === total) return 32;
  return covered * 2 >= total ? 33 : 31;
}
