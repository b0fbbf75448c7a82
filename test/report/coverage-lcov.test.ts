import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { coverageOf } from "../../provider/report/coverage.js";
import { coverageLcov } from "../../provider/report/coverage-lcov.js";
import type { RunFlow } from "../../provider/report/run.js";
import { readLcov } from "./lcov-reader.js";
import { record, took } from "./records.js";

const content = `{
  "Version": "2019-10-30",
  "StartAction": "hello",
  "Actions": [
    {
      "Identifier": "hello",
      "Type": "MessageParticipant",
      "Parameters": { "Text": "Hello" },
      "Transitions": {
        "NextAction": "ask",
        "Errors": [{ "ErrorType": "NoMatchingError", "NextAction": "end" }]
      }
    },
    {
      "Parameters": { "ComparisonValue": "$.Attributes.wish" },
      "Identifier": "ask",
      "Type": "Compare",
      "Transitions": {
        "NextAction": "end",
        "Conditions": [
          { "NextAction": "bill", "Condition": { "Operator": "Equals", "Operands": ["bill"] } },
          {
            "NextAction": "end",
            "Condition": { "Operator": "Equals", "Operands": ["sim"] }
          }
        ],
        "Errors": [
          { "NextAction": "end", "ErrorType": "NoMatchingCondition" }
        ]
      }
    },
    { "Identifier": "bill", "Type": "MessageParticipant", "Parameters": { "Text": "5 EUR" },
      "Transitions": { "NextAction": "end" } },
    { "Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {} },
    { "Identifier": "lost", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {} }
  ]
}
`;
const menu: RunFlow = { id: "menu-id", name: "menu", file: "flows/menu.json", content };
const compared = { type: "Compare" };
const records = [
  record({
    trace: [took("menu", "hello", "ask"), took("menu", "ask", "end", "Equals sim", compared), took("menu", "end")],
  }),
  record({
    trace: [
      took("menu", "hello", "ask"),
      took("menu", "ask", "end", "NoMatchingCondition", compared),
      took("menu", "end"),
    ],
  }),
];

describe("coverageLcov", () => {
  it("has a line for each action and each branch, and the branches at their action", () => {
    assert.equal(
      coverageLcov(coverageOf(records, [menu])),
      `TN:
SF:flows/menu.json
FN:6,hello
FN:16,ask
FN:32,bill
FN:34,end
FNDA:2,hello
FNDA:2,ask
FNDA:0,bill
FNDA:2,end
FNF:4
FNH:3
BRDA:6,0,0,2
BRDA:6,0,1,0
BRDA:16,0,0,0
BRDA:16,0,1,1
BRDA:16,0,2,1
BRDA:32,0,0,-
BRF:6
BRH:3
DA:6,2
DA:10,2
DA:11,0
DA:16,2
DA:21,0
DA:23,1
DA:28,1
DA:32,0
DA:33,0
DA:34,2
LF:10
LH:6
end_of_record
`,
    );
  });

  it("counts together what stands on one line, and keeps its branches apart", () => {
    const minified = { ...menu, content: JSON.stringify(JSON.parse(content)) };
    const [read] = readLcov(coverageLcov(coverageOf(records, [minified])));
    assert.deepEqual(read?.lines, { 1: 10 });
    assert.deepEqual(
      read?.branches.map((branch) => branch.slice(1).join(" ")),
      ["0 0 2", "0 1 0", "1 0 0", "1 1 1", "1 2 1", "2 0 -"],
    );
  });

  it("has the lines of the flow inside what describe-contact-flow answers", () => {
    const wrapped = JSON.stringify({ ContactFlow: { Id: "1", Content: content } }, null, 2);
    const [read] = readLcov(coverageLcov(coverageOf(records, [{ ...menu, content: wrapped }])));
    assert.deepEqual(Object.keys(read?.lines ?? {}), ["4"]);
  });

  it("leaves out flows without a file, and those of which nothing counts", () => {
    const { file: _, ...nameless } = menu;
    assert.equal(coverageLcov(coverageOf(records, [nameless])), "");
    assert.equal(coverageLcov(coverageOf(records, [{ ...menu, content: "{}" }])), "");
  });

  it("has names on one line, and files without ./ before them", () => {
    const odd = content.replaceAll('"bill"', '"bill\\nend_of_record\\nSF:x, y"');
    const [read, ...others] = readLcov(coverageLcov(coverageOf([], [{ ...menu, file: "./menu.json", content: odd }])));
    assert.equal(read?.file, "menu.json");
    assert.deepEqual(Object.keys(read?.functions ?? {}), ["hello", "ask", "bill end_of_record SF:x, y", "end"]);
    assert.deepEqual(others, []);
  });

  it("is read by genhtml", function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), "chat-check-lcov-"));
    try {
      if (spawnSync("genhtml", ["--version"]).status !== 0) {
        console.error("      skipped: there is no genhtml (install the package lcov)");
        return this.skip();
      }
      const file = join(folder, "menu.json");
      writeFileSync(file, content);
      writeFileSync(join(folder, "lcov.info"), coverageLcov(coverageOf(records, [{ ...menu, file }])));
      const options = ["--branch-coverage", "--output-directory", join(folder, "html"), join(folder, "lcov.info")];
      const { status, stdout, stderr } = spawnSync("genhtml", options, { encoding: "utf8" });
      assert.equal(status, 0, stderr);
      assert.doesNotMatch(stdout + stderr, /warning|error/i);
      for (const sum of ["6 of 10 lines", "3 of 4 functions", "3 of 6 branches"]) assert(stdout.includes(sum), stdout);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
