import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { annotations } from "../report/annotations.js";
import { belowThresholds, type Coverage, coverageOf } from "../report/coverage.js";
import { coverageJson } from "../report/coverage-json.js";
import { coverageLcov } from "../report/coverage-lcov.js";
import { coveragePage } from "../report/coverage-page.js";
import { coverageText } from "../report/coverage-text.js";
import { junit } from "../report/junit.js";
import { readResults } from "../report/results-file.js";
import { readRun } from "../report/run-folder.js";
import { runPage } from "../report/run-page.js";
import { type CommandIo, exitCodes } from "./command.js";
import type { TestValues } from "./test.js";

type Wanted = TestValues & { readonly startedAt: string };

/** Writes the reports of a run that has ended, and answers the exit code. */
export async function runReports(code: number | null, folder: string, wanted: Wanted, io: CommandIo): Promise<number> {
  const results = readResults(folder);
  if (!results) {
    if (code === null || code > 128) return exitCodes.didNotHold;
    io.err("mocha did not run the tests; what it says of that is above.\n");
    return exitCodes.wrongUse;
  }
  if (results.length === 0 && wanted.shard === undefined) {
    io.err("No test was run: none is chosen by --tags, --grep and only.\n");
    return exitCodes.wrongUse;
  }
  const run = readRun(folder);
  const { startedAt } = wanted;
  if (wanted.junit !== undefined) write(wanted.junit, junit(results, { startedAt }), io);
  const coverage = coverageOf(run.records, run.flows);
  if (wanted.html !== undefined) write(wanted.html, runPage(coverage), io);
  if (io.surroundings.environment.GITHUB_ACTIONS === "true") io.out(annotations(results));
  const isCovered = coverageReports(coverage, wanted, io);
  return code === 0 && isCovered ? exitCodes.held : exitCodes.didNotHold;
}

/** Whether the thresholds are met. */
function coverageReports(coverage: Coverage, wanted: Wanted, io: CommandIo): boolean {
  const { coverage: isPrinted, "coverage-dir": folder, "coverage-threshold": threshold } = wanted;
  if (!isPrinted && folder === undefined && threshold === undefined) return true;
  if (coverage.flows.length === 0) {
    io.err("There is no coverage: only the emulator tells which actions a flow took.\n");
    return threshold === undefined;
  }
  const colour = io.isTerminal && !io.surroundings.environment.NO_COLOR;
  if (isPrinted) io.out(coverageText(coverage, { colour }));
  if (folder !== undefined) {
    write(join(folder, "lcov.info"), coverageLcov(coverage), io);
    write(join(folder, "coverage.json"), coverageJson(coverage), io);
    write(join(folder, "index.html"), coveragePage(coverage), io);
  }
  const below = threshold === undefined ? [] : belowThresholds(coverage, { branches: Number(threshold) });
  for (const sentence of below) io.err(`${sentence}\n`);
  return below.length === 0;
}

function write(name: string, text: string, io: CommandIo): void {
  const file = resolve(io.folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
