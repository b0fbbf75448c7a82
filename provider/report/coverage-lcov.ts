import { isAbsolute } from "node:path";
import type { ActionCoverage, Coverage, FlowCoverage } from "./coverage.js";

/**
 * The lcov format, with a record for each flow that has a file: of the file's lines, those that begin an action and those
 * that name where a branch leads; each action is a function, and its branches belong to its line.
 */
export function coverageLcov({ flows }: Coverage): string {
  return flows.map(recordOf).join("");
}

function recordOf({ flow: { file }, actions }: FlowCoverage): string {
  const counted = actions.filter(({ excluded }) => excluded === undefined);
  if (file === undefined || counted.length === 0) return "";
  const functions = counted.map(({ identifier, line }) => `FN:${line},${oneLine(identifier)}`);
  const calls = counted.map(({ identifier, times }) => `FNDA:${times},${oneLine(identifier)}`);
  const lines = [...linesOf(counted)].sort(([one], [other]) => one - other);
  const branches = branchesOf(counted);
  return [
    "TN:",
    `SF:${isAbsolute(file) ? file : file.replace(/^\.\//, "")}`,
    ...functions,
    ...calls,
    `FNF:${counted.length}`,
    `FNH:${counted.filter(({ times }) => times > 0).length}`,
    ...branches.map(({ line, block, index, taken }) => `BRDA:${line},${block},${index},${taken}`),
    `BRF:${branches.length}`,
    `BRH:${branches.filter(({ taken }) => Number(taken) > 0).length}`,
    ...lines.map(([line, times]) => `DA:${line},${times}`),
    `LF:${lines.length}`,
    `LH:${lines.filter(([, times]) => times > 0).length}`,
    "end_of_record\n",
  ].join("\n");
}

/** What stands on one line, as in a file without line breaks, is counted together. */
function linesOf(actions: readonly ActionCoverage[]): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  for (const action of actions) {
    for (const { line, times } of [action, ...countedBranches(action)]) {
      lines.set(line, (lines.get(line) ?? 0) + times);
    }
  }
  return lines;
}

/** A branch of an action that was never come to has `-`, as the format wants it. */
function branchesOf(actions: readonly ActionCoverage[]) {
  const blocks = new Map<number, number>();
  return actions.flatMap((action) => {
    const { line, times } = action;
    const block = blocks.get(line) ?? 0;
    blocks.set(line, block + 1);
    return countedBranches(action).map((branch, index) => ({
      line,
      block,
      index,
      taken: times === 0 ? "-" : String(branch.times),
    }));
  });
}

function countedBranches({ branches }: ActionCoverage) {
  return branches.filter(({ excluded }) => excluded === undefined);
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, " ");
}
