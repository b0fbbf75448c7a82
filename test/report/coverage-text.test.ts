import assert from "node:assert/strict";
import { coverageOf } from "../../provider/report/coverage.js";
import { coverageText, shortIdentifier } from "../../provider/report/coverage-text.js";
import { action, disconnect, flow, say } from "../flows.js";
import { record, runFlow, traceThrough } from "./records.js";

const menu = flow(
  "menu",
  say("hello", "Hello", "ask"),
  action(
    "ask",
    "Compare",
    { ComparisonValue: "$.Attributes.wish" },
    { when: { bill: "bill", sim: "5f0ce1f4-1b2c-4f3d-8e9a-0123456789ab" }, errors: { NoMatchingCondition: "end" } },
  ),
  say("bill", "Your bill", "end"),
  say("5f0ce1f4-1b2c-4f3d-8e9a-0123456789ab", "Your SIM", "end"),
  disconnect(),
);
const short = flow("営業時間", action("end", "DisconnectParticipant"));
const records = [
  record({ trace: traceThrough(menu, { wish: "bill" }) }),
  record({ trace: traceThrough(menu) }),
  record({ trace: traceThrough(short) }),
  record({ status: "skipped" }),
];
const coverage = coverageOf(records, [runFlow(menu), runFlow(short), { id: "b", name: "broken", content: "[]" }]);

describe("coverageText", () => {
  it("is a table with what was not gone through, by its line", () => {
    assert.equal(
      coverageText(coverage),
      `Coverage of 3 flows by 3 conversations

flow         actions    branches  not gone through
--------  ----------  ----------  --------
menu      4/5    80%  4/9 44.44%  17: MessageParticipant hello → NoMatchingError
                                  41: Compare ask → Equals sim
                                  69: MessageParticipant bill → NoMatchingError
                                  76: MessageParticipant 5f0ce1f4
営業時間  1/1   100%           -
broken             -           -  It is not a flow.
--------  ----------  ----------  --------
all       5/6 83.33%  4/9 44.44%
`,
    );
  });

  it("keeps to a width, and to so many gaps of a flow", () => {
    const lines = coverageText(coverage, { width: 60, mostGaps: 3 }).split("\n");
    assert.deepEqual(lines.slice(4, 8), [
      "menu      4/5    80%  4/9 44.44%  17: MessageParticipant he…",
      "                                  41: Compare ask → Equals …",
      "                                  … and 2 more",
      "営業時間  1/1   100%           -",
    ]);
  });

  it("is coloured by how much it is, and is else the same", () => {
    const coloured = coverageText(coverage, { colour: true });
    const start = String.fromCharCode(27);
    assert(coloured.includes(`${start}[33m4/5    80%${start}[39m`));
    assert(coloured.includes(`${start}[31m4/9 44.44%${start}[39m`));
    assert(coloured.includes(`${start}[32m1/1   100%${start}[39m`));
    assert.equal(coloured.replaceAll(new RegExp(`${start}\\[\\d+m`, "g"), ""), coverageText(coverage));
  });

  it("lets no name steer the terminal", () => {
    const hostile = flow("\u001B[2Jmenu\nall 100%", { ...say("a\u001B[1m", "x", "end") }, disconnect());
    const text = coverageText(coverageOf([], [runFlow(hostile)]));
    assert(!text.includes("\u001B"));
    assert.equal(text.split("\n").filter((line) => line.startsWith("all")).length, 1);
  });

  it("has a row for nothing at all", () => {
    assert.equal(
      coverageText(coverageOf([], [])).split("\n").slice(0, 3).join("|"),
      "Coverage of 0 flows by 0 conversations||flow  actions  branches  not gone through",
    );
  });
});

describe("shortIdentifier", () => {
  it("cuts what the console made up, and nothing else", () => {
    assert.equal(shortIdentifier("5f0ce1f4-1b2c-4f3d-8e9a-0123456789ab"), "5f0ce1f4");
    assert.equal(shortIdentifier("ask-for-the-number"), "ask-for-the-number");
  });
});
