import assert from "node:assert/strict";
import { coverageOf } from "../../provider/report/coverage.js";
import { type CoverageJson, coverageJson } from "../../provider/report/coverage-json.js";
import { action, disconnect, flow, say } from "../flows.js";
import { record, runFlow, took } from "./records.js";

const greeting = flow(
  "greeting",
  say("hello", "Hello", "end"),
  action("lost", "UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Enabled" }, { next: "end" }),
  disconnect(),
);

describe("coverageJson", () => {
  it("has everything, conversations by their number", () => {
    const failed = record({
      name: "is greeted",
      row: { language: "de" },
      status: "failed",
      failure: { report: "no", code: "OTHER_MESSAGE" },
      trace: [took("greeting", "hello", "end")],
    });
    const json = coverageJson(coverageOf([record(), failed], [runFlow(greeting, { file: "flows/greeting.json" })]));
    const one = { conversations: [1], failed: [1], times: 1, standing: "failed" } as const;
    const none = { conversations: [], failed: [], times: 0 } as const;
    const lost = { ...none, standing: "excluded", excluded: "no path leads here" } as const;
    assert.deepEqual(JSON.parse(json), {
      version: 1,
      actions: { covered: 1, total: 2, percent: 50 },
      branches: { covered: 1, total: 2, percent: 50 },
      flows: [
        {
          name: "greeting",
          id: "greeting-id",
          file: "flows/greeting.json",
          coverage: {
            actions: { covered: 1, total: 2, percent: 50 },
            branches: { covered: 1, total: 2, percent: 50 },
          },
          conversations: [1],
          actions: [
            {
              identifier: "hello",
              type: "MessageParticipant",
              line: 7,
              ...one,
              branches: [
                { kind: "next", label: "", target: "end", line: 13, ...one },
                { kind: "error", label: "NoMatchingError", target: "end", line: 17, ...none, standing: "uncovered" },
              ],
            },
            {
              identifier: "lost",
              type: "UpdateFlowLoggingBehavior",
              line: 24,
              ...lost,
              branches: [{ kind: "next", label: "", target: "end", line: 30, ...lost }],
            },
            {
              identifier: "end",
              type: "DisconnectParticipant",
              line: 36,
              ...none,
              standing: "uncovered",
              branches: [],
            },
          ],
        },
      ],
      conversations: [
        { file: "flows/menu.chat.yaml", name: "asks", status: "passed" },
        { file: "flows/menu.chat.yaml", name: "is greeted", row: { language: "de" }, status: "failed" },
      ],
    } satisfies CoverageJson);
    assert(json.endsWith("}\n"));
  });

  it("says what could not be looked into", () => {
    const [read] = (JSON.parse(coverageJson(coverageOf([], [{ id: "1", name: "x", content: "[]" }]))) as CoverageJson)
      .flows;
    assert.equal(read?.problem, "It is not a flow.");
    assert.equal(read?.coverage.branches.percent, 100);
  });
});
