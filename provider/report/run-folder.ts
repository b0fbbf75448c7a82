import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunFlow, RunRecord } from "./run.js";

/** What all processes of a run left in its folder. */
export interface Run {
  readonly records: readonly RunRecord[];
  readonly flows: readonly RunFlow[];
}

/** Adds the record of a conversation; of those with the same file and test, or else name and row, the last counts. */
export function writeRecord(folder: string, record: RunRecord): void {
  append(folder, "records", [record]);
}

export function writeFlows(folder: string, flows: readonly RunFlow[]): void {
  append(folder, "flows", flows);
}

export function readRun(folder: string): Run {
  const records = new Map(
    linesOf<RunRecord>(folder, "records").map((record) => [
      JSON.stringify([record.file, record.test ?? [record.name, record.row]]),
      record,
    ]),
  );
  const flows = new Map(
    linesOf<RunFlow>(folder, "flows").map((flow) => [JSON.stringify([flow.instance, flow.id]), flow]),
  );
  return { records: [...records.values()], flows: [...flows.values()] };
}

/** A file for each process, so that no two write at once. */
function append(folder: string, kind: string, entries: readonly object[]): void {
  const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`);
  appendFileSync(join(folder, `${kind}.${process.pid}.jsonl`), lines.join(""));
}

function linesOf<T>(folder: string, kind: string): T[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${kind}.`))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}
