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
import type { TestResult } from "../report/test-results.js";
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
  const coverage = coverageOf(run.records, run.flows);
  const { GITHUB_ACTIONS: inActions, GITHUB_WORKSPACE: workspace } = io.surroundings.environment;
  // Standard output may be a report that a machine reads.
  if (inActions === "true") io.err(annotations(results, { folder: io.folder, workspace }));
  const isCovered = coverageReports(coverage, results.length === 0, wanted, io);
  const areWritten = written(coverage, results, wanted, io);
  if (code !== 0 || !isCovered) return exitCodes.didNotHold;
  return areWritten ? exitCodes.held : exitCodes.wrongUse;
}

/** Whether what is written to standard output has colours. */
export function hasColours({ output, surroundings }: CommandIo): boolean {
  return output?.isTTY === true && !surroundings.environment.NO_COLOR;
}

/** Whether the thresholds are met. */
function coverageReports(coverage: Coverage, isEmpty: boolean, wanted: Wanted, io: CommandIo): boolean {
  const { coverage: isPrinted, "coverage-dir": folder, "coverage-threshold": threshold } = wanted;
  if (!isPrinted && folder === undefined && threshold === undefined) return true;
  if (isEmpty) {
    io.err(`There is no coverage: no test of this run belongs to the shard ${wanted.shard}.\n`);
    return true;
  }
  if (coverage.flows.length === 0) {
    io.err("There is no coverage: only the emulator tells which actions a flow took.\n");
    return threshold === undefined;
  }
  if (isPrinted) io.out(coverageText(coverage, { colour: hasColours(io) }));
  const below = threshold === undefined ? [] : belowThresholds(coverage, { branches: Number(threshold) });
  for (const sentence of below) io.err(`${sentence}\n`);
  return below.length === 0;
}

/** Whether all files that are wanted could be written; tells of each that could not. */
function written(coverage: Coverage, results: readonly TestResult[], wanted: Wanted, io: CommandIo): boolean {
  const { junit: junitFile, html, "coverage-dir": folder, startedAt } = wanted;
  const problems = [
    ...(junitFile === undefined ? [] : write(junitFile, junit(results, { startedAt }), io)),
    ...(html === undefined ? [] : write(html, runPage(coverage), io)),
    ...(folder === undefined || coverage.flows.length === 0
      ? []
      : [
          ...write(join(folder, "lcov.info"), coverageLcov(coverage), io),
          ...write(join(folder, "coverage.json"), coverageJson(coverage), io),
          ...write(join(folder, "index.html"), coveragePage(coverage), io),
        ]),
  ];
  for (const problem of problems) io.err(`${problem}\n`);
  return problems.length === 0;
}

/** What kept it from being written, in a sentence. */
function write(name: string, text: string, io: CommandIo): string[] {
  const file = resolve(io.folder, name);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return [];
  } catch (error) {
    return [`The report ${name} could not be written: ${(error as Error).message}.`];
  }
}
