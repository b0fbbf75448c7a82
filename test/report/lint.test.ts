import assert from "node:assert/strict";
import type { Finding } from "../../provider/flow/lint/index.js";
import { countsOf, lintJson, lintText } from "../../provider/report/lint.js";

const finding = (overrides: Partial<Finding> = {}): Finding => ({
  rule: "missing-branch",
  severity: "error",
  message: 'Wait "a" has no branch.',
  hint: "Add one.",
  action: "a",
  region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 },
  ...overrides,
});
const warning = finding({ rule: "endless-loop", severity: "warning", action: undefined });

describe("lintText", () => {
  it("has a line for each finding and one for what to do, and a sum", () => {
    const files = [
      { file: "flows/a.json", findings: [finding(), warning] },
      { file: "flows/b.json", findings: [] },
      { file: "flows/c.json", findings: [finding({ severity: "note", rule: "busy-loop" }), warning] },
    ];
    assert.equal(
      lintText(files),
      `flows/a.json:3:5: error: Wait "a" has no branch. [missing-branch]
    Add one.
flows/a.json:3:5: warning: Wait "a" has no branch. [endless-loop]
    Add one.
flows/c.json:3:5: note: Wait "a" has no branch. [busy-loop]
    Add one.
flows/c.json:3:5: warning: Wait "a" has no branch. [endless-loop]
    Add one.
1 error, 2 warnings, 1 note in 3 flows.
`,
    );
  });

  it("says so when there is nothing", () => {
    assert.equal(lintText([{ file: "a.json", findings: [] }]), "Nothing found in 1 flow.\n");
  });
});

describe("lintJson", () => {
  it("has the counts, and each finding flat", () => {
    assert.deepEqual(JSON.parse(lintJson([{ file: "a.json", findings: [finding(), warning] }])), {
      version: 1,
      flows: 1,
      errors: 1,
      warnings: 1,
      notes: 0,
      findings: [
        {
          rule: "missing-branch",
          severity: "error",
          file: "a.json",
          line: 3,
          column: 5,
          endLine: 3,
          endColumn: 9,
          action: "a",
          message: 'Wait "a" has no branch.',
          hint: "Add one.",
        },
        {
          rule: "endless-loop",
          severity: "warning",
          file: "a.json",
          line: 3,
          column: 5,
          endLine: 3,
          endColumn: 9,
          message: 'Wait "a" has no branch.',
          hint: "Add one.",
        },
      ],
    });
  });
});

describe("countsOf", () => {
  it("counts by severity", () => {
    assert.deepEqual(countsOf([{ file: "a", findings: [finding(), warning] }]), { error: 1, warning: 1, note: 0 });
    assert.deepEqual(countsOf([]), { error: 0, warning: 0, note: 0 });
  });
});
