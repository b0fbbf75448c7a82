import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readResults, writeResults } from "../../provider/report/results-file.js";
import type { RunRecord } from "../../provider/report/run.js";
import { readRun, writeFlows, writeRecord } from "../../provider/report/run-folder.js";
import { root } from "../project/root.js";

const record = (name: string, more: Partial<RunRecord> = {}): RunRecord => ({
  file: "a.chat.yaml",
  name,
  status: "passed",
  durationMilliseconds: 1,
  startedAt: "2026-01-02T03:04:05.000Z",
  transcript: [],
  trace: [],
  ...more,
});

describe("the folder of a run", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "chat-check-records-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is empty before the first conversation", () => {
    assert.deepEqual(readRun(folder), { records: [], flows: [] });
    assert.equal(readResults(folder), undefined);
  });

  it("keeps the last record of a conversation, and those of other rows and files", () => {
    const rows = [record("a", { row: { x: 1 } }), record("a", { row: { x: 2 } }), record("a", { file: "b" })];
    for (const one of [record("a", { status: "failed" }), ...rows, record("a", { status: "passed" })]) {
      writeRecord(folder, one);
    }
    assert.deepEqual(readRun(folder).records, [record("a"), ...rows]);
  });

  it("keeps the records of tests that share name and row", () => {
    const tests = ["a: x 1", "a: x 1 (2)"].map((test) => record("a", { row: { x: 1 }, test }));
    for (const one of tests) writeRecord(folder, one);
    assert.deepEqual(readRun(folder).records, tests);
  });

  it("keeps a flow of each instance once", () => {
    const flow = (instance: string, content: string) => ({ id: "1", name: "a", instance, content });
    writeFlows(folder, [flow("i", "old"), flow("j", "x")]);
    writeFlows(folder, [flow("i", "new")]);
    assert.deepEqual(readRun(folder).flows, [flow("i", "new"), flow("j", "x")]);
  });

  it("merges what processes wrote", () => {
    writeRecord(folder, record("mine"));
    const source = `const { writeRecord } = require("./provider/report/run-folder.ts"); writeRecord(${JSON.stringify(folder)}, ${JSON.stringify(record("theirs"))})`;
    execFileSync(process.execPath, ["--require", "tsx/cjs", "-e", source], { cwd: root });
    assert.equal(readdirSync(folder).length, 2);
    const names = readRun(folder).records.map(({ name }) => name);
    assert.deepEqual(names.sort(), ["mine", "theirs"]);
  });

  it("has the results of all tests once a run is over", () => {
    const results = [{ titles: ["a"], status: "passed", durationMilliseconds: 3 } as const];
    writeResults(folder, results);
    assert.deepEqual(readResults(folder), results);
    assert.deepEqual(readRun(folder), { records: [], flows: [] });
  });
});
