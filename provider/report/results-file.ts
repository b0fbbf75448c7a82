import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestResult } from "./test-results.js";

const name = "results.json";

/** Leaves the results of all tests in the folder of a run. */
export function writeResults(folder: string, results: readonly TestResult[]): void {
  writeFileSync(join(folder, name), JSON.stringify(results));
}

/** `undefined` where the run did not come to its end. */
export function readResults(folder: string): readonly TestResult[] | undefined {
  const file = join(folder, name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as TestResult[]) : undefined;
}
