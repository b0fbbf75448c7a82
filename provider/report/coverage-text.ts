import { columnsOf, cutTo, padEnd, padStart, tame } from "./columns.js";
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
  const rows = flows.map((flow) => rowOf(flow, mostGaps));
  const all: Row = { name: "all", actions, branches, gaps: [] };
  const table = [...rows, all];
  const widths = {
    name: Math.max(...["flow", ...table.map(({ name }) => name)].map(columnsOf)),
    actions: Math.max(...["actions", ...table.map(({ actions }) => shareText(actions))].map(columnsOf)),
    branches: Math.max(...["branches", ...table.map(({ branches }) => shareText(branches))].map(columnsOf)),
  };
  const line = (name: string, actions: string, branches: string, gap: string) =>
    [padEnd(widths.name, name), padStart(widths.actions, actions), padStart(widths.branches, branches), gap].join("  ");
  const rule = ["-".repeat(widths.name), "-".repeat(widths.actions), "-".repeat(widths.branches), "--------"].join(
    "  ",
  );
  const lines = table.flatMap(({ name, actions, branches, gaps }, index) => [
    ...(index === rows.length ? [{ text: rule }] : []),
    { text: line(name, shareText(actions), shareText(branches), gaps[0] ?? ""), shares: [actions, branches] },
    ...gaps.slice(1).map((gap) => ({ text: line("", "", "", gap) })),
  ]);
  return [
    `Coverage of ${plural(flows.length, "flow")} by ${plural(conversations.length, "conversation")}`,
    "",
    line("flow", "actions", "branches", "not gone through").trimEnd(),
    rule,
    ...lines.map(({ text, ...rest }) => {
      const cut = cutTo(width, text.trimEnd());
      return colour && "shares" in rest ? coloured(cut, rest.shares) : cut;
    }),
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

/** Colours each share by itself: all, half or more, less. */
function coloured(line: string, shares: readonly Share[]): string {
  let from = 0;
  return shares.reduce((text, share) => {
    const written = shareText(share);
    const at = share.total === 0 ? -1 : text.indexOf(written, from);
    if (at < 0) return text;
    const code = share.covered === share.total ? 32 : share.covered * 2 >= share.total ? 33 : 31;
    const paint = `\u001B[${code}m${written}\u001B[39m`;
    from = at + paint.length;
    return text.slice(0, at) + paint + text.slice(at + written.length);
  }, line);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
