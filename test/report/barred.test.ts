import assert from "node:assert/strict";
import { type Coverage, coverageOf } from "../../provider/report/coverage.js";
import { action, disconnect, flow, say, wait } from "../flows.js";
import { type FlowJson, record, runFlow, took } from "./records.js";

/** What does not count: `identifier`, or `identifier label`, and why. */
function excluded({ flows }: Coverage): string[] {
  return flows.flatMap(({ actions }) =>
    actions.flatMap(({ identifier, branches, ...passage }) => [
      ...(passage.excluded === undefined ? [] : [`${identifier}: ${passage.excluded}`]),
      ...branches.flatMap(({ label, excluded }) =>
        excluded === undefined ? [] : [`${identifier} ${label || "success"}: ${excluded}`],
      ),
    ]),
  );
}

const of = (...flows: FlowJson[]) =>
  coverageOf(
    [],
    flows.map((one) => runFlow(one)),
  );
const compare = (identifier: string, when: Readonly<Record<string, string>>, value = "$.Attributes.x") =>
  action(identifier, "Compare", { ComparisonValue: value }, { when, errors: { NoMatchingCondition: "end" } });

describe("what does not count", () => {
  it("is what no path leads to", () => {
    const coverage = of(flow("f", say("hello", "Hello", "end"), say("lost", "Lost", "end"), disconnect()));
    assert.deepEqual(excluded(coverage), [
      "lost: no path leads here",
      "lost success: no path leads here",
      "lost NoMatchingError: no path leads here",
    ]);
    assert.deepEqual([coverage.actions.total, coverage.branches.total], [2, 2]);
  });

  it("is what only other channels come to", () => {
    const coverage = of(
      flow(
        "f",
        compare("channel", { VOICE: "call", CHAT: "end" }, "$.Channel"),
        say("call", "Ring", "end"),
        disconnect(),
      ),
    );
    assert.deepEqual(excluded(coverage), [
      "channel Equals VOICE: no chat takes it",
      "channel NoMatchingCondition: no chat takes it",
      "call: no chat comes here",
      "call success: no chat comes here",
      "call NoMatchingError: no chat comes here",
    ]);
    assert.deepEqual([coverage.actions.total, coverage.branches.total], [2, 1]);
  });

  it("is every branch but the error of a type that fails on chat", () => {
    const keys = action(
      "keys",
      "GetParticipantInput",
      { StoreInput: "False", InputTimeLimitSeconds: "5", Text: "Press 1" },
      {
        when: { "1": "end" },
        errors: { NoMatchingError: "end", NoMatchingCondition: "end", InputTimeLimitExceeded: "end" },
      },
    );
    assert.deepEqual(excluded(of(flow("f", keys, disconnect()))), [
      "keys Equals 1: no chat takes it",
      "keys NoMatchingCondition: no chat takes it",
      "keys InputTimeLimitExceeded: no chat takes it",
    ]);
  });

  it("is a condition that is never true, or only when one before it is, with what only it leads to", () => {
    const numbers = compare("size", { "NumberLessThan ten": "never" });
    const coverage = of(
      flow(
        "f",
        compare("ask", { "TextContains bill": "size", "TextContains billing": "second" }),
        numbers,
        say("second", "2", "end"),
        say("never", "3", "end"),
        disconnect(),
      ),
    );
    assert.deepEqual(
      excluded(coverage).filter((line) => !/success|NoMatchingError/.test(line)),
      [
        "ask TextContains billing: one before it is true first",
        "size NumberLessThan ten: never true",
        "second: no chat comes here",
        "never: no chat comes here",
      ],
    );
  });

  it("is the second of two errors of the same type", () => {
    const hello = say("hello", "Hello", "end");
    const errors = ["end", "hello"].map((NextAction) => ({ NextAction, ErrorType: "NoMatchingError" }));
    const twice = { ...hello, Transitions: { ...hello.Transitions, Errors: errors } };
    const coverage = of(flow("f", twice, disconnect()));
    assert.deepEqual(excluded(coverage), ["hello NoMatchingError: one before it is the same"]);
  });

  it("is NextAction where the type goes elsewhere, and it is not even told", () => {
    const coverage = of(
      flow(
        "f",
        wait("wait", 60, "module"),
        action(
          "module",
          "InvokeFlowModule",
          { FlowModuleId: "m" },
          { next: "other", when: { Yes: "other" }, errors: { NoMatchingError: "end", NoMatchingCondition: "end" } },
        ),
        action("other", "TransferToFlow", { ContactFlowId: "g" }, { next: "end", errors: { NoMatchingError: "end" } }),
        disconnect(),
      ),
    );
    const labels = coverage.flows[0]?.actions.map(({ branches }) => branches.map(({ label }) => label));
    assert.deepEqual(labels, [
      ["Equals WaitCompleted", "Equals CustomerReturned", "NoMatchingError"],
      ["Equals Yes", "NoMatchingError", "NoMatchingCondition"],
      ["NoMatchingError"],
      [],
    ]);
    assert.deepEqual(excluded(coverage), []);
  });

  it("is filler that was taken all the same, which is told", () => {
    const half = action("ask", "Compare", { ComparisonValue: "$.Attributes.x" }, { next: "end", when: { a: "end" } });
    const trace = [took("f", "ask", "end", "", { type: "Compare", result: "no value" }), took("f", "end")];
    const coverage = coverageOf([record({ trace })], [runFlow(flow("f", half, disconnect()))]);
    assert.deepEqual(excluded(coverage), ["ask success: NextAction is filler on this type"]);
    assert.deepEqual(coverage.branches, { covered: 0, total: 1 });
  });

  it("counts when it was gone through all the same, with what it leads to", () => {
    const channel = compare("channel", { VOICE: "call", CHAT: "end" }, "$.Channel");
    const calling = flow("f", channel, say("call", "Ring", "end"), disconnect());
    const trace = [took("f", "channel", "call", "Equals VOICE", { type: "Compare", result: "VOICE" })];
    const coverage = coverageOf([record({ trace })], [runFlow(calling)]);
    assert.deepEqual(excluded(coverage), ["channel NoMatchingCondition: no chat takes it"]);
    assert.deepEqual(coverage.branches, { covered: 1, total: 4 });
  });

  it("is all of a flow that chats do not run", () => {
    const hold = runFlow(flow("f", say("hello", "Hello", "end"), action("end", "EndFlowExecution")));
    const content = JSON.stringify({ ...JSON.parse(hold.content), Metadata: { type: "customerHold" } });
    const coverage = coverageOf([], [{ ...hold, content }]);
    assert.deepEqual([coverage.actions.total, coverage.branches.total], [0, 0]);
  });
});
