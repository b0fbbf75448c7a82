import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decoded, parseFlow } from "../../provider/flow/document.js";
import {
  belowThresholds,
  type Coverage,
  coverageOf,
  failurePoint,
  percentOf,
  standingOf,
} from "../../provider/report/coverage.js";
import { runActions } from "../../provider/report/run.js";
import { contactInFlow } from "../emulator/contact-in-flow.js";
import { edgesOf } from "../emulator/flow-walk.js";
import { action, disconnect, flow, say } from "../flows.js";
import { root } from "../project/root.js";
import { record, runFlow, took, traceThrough } from "./records.js";

const menu = flow(
  "menu",
  say("hello", "Hello", "ask"),
  action(
    "ask",
    "Compare",
    { ComparisonValue: "$.Attributes.wish" },
    { next: "end", when: { bill: "bill", sim: "sim" }, errors: { NoMatchingCondition: "end" } },
  ),
  say("bill", "Your bill", "end"),
  say("sim", "Your SIM", "end"),
  disconnect(),
);
const flows = [runFlow(menu)];
const bill = record({ name: "bill", trace: traceThrough(menu, { wish: "bill" }) });
const nothing = record({ name: "nothing", trace: traceThrough(menu) });

/** `identifier times`, and below it `label times`. */
function counts({ flows: [only] }: Coverage): string[] {
  return (only?.actions ?? []).flatMap(({ identifier, times, branches }) => [
    `${identifier} ${times}`,
    ...branches.map((branch) => `  ${branch.label || "success"} ${branch.times}`),
  ]);
}

describe("coverage", () => {
  it("counts actions, and of branches conditions, errors and the way on of types that have one", () => {
    const coverage = coverageOf([bill, nothing], flows);
    assert.deepEqual(counts(coverage), [
      "hello 2",
      "  success 2",
      "  NoMatchingError 0",
      "ask 2",
      "  Equals bill 1",
      "  Equals sim 0",
      "  NoMatchingCondition 1",
      "bill 1",
      "  success 1",
      "  NoMatchingError 0",
      "sim 0",
      "  success 0",
      "  NoMatchingError 0",
      "end 2",
    ]);
    assert.deepEqual(coverage.actions, { covered: 4, total: 5 });
    assert.deepEqual(coverage.branches, { covered: 4, total: 9 });
    assert.deepEqual(coverage.flows[0]?.actionShare, coverage.actions);
    assert.deepEqual(coverage.flows[0]?.branchShare, coverage.branches);
  });

  it("tells who went through what, each once", () => {
    const twice = record({ trace: [...bill.trace, ...bill.trace] });
    const [only] = coverageOf([nothing, twice, record()], flows).flows;
    assert.deepEqual(only?.conversations, [0, 1]);
    const [hello, ask, billed] = only?.actions ?? [];
    assert.deepEqual(hello?.conversations, [0, 1]);
    assert.equal(hello?.times, 3);
    assert.deepEqual(
      ask?.branches.map(({ conversations }) => conversations),
      [[1], [], [0]],
    );
    assert.deepEqual(billed?.conversations, [1]);
  });

  it("is the same in whatever processes the conversations ran", () => {
    const instance = "instance.yaml";
    const worker = (...records: ReturnType<typeof record>[]) => ({
      records: records.map((one) => ({ ...one, instance })),
      flows: [runFlow(menu, { instance, file: "menu.json" })],
    });
    const [one, other] = [worker(bill), worker(nothing)];
    const merged = coverageOf([...one.records, ...other.records], [...one.flows, ...other.flows]);
    assert.deepEqual(counts(merged), counts(coverageOf([bill, nothing], flows)));
    assert.equal(merged.flows.length, 1);
  });

  it("takes a file that several instances load for one flow, and flows of one name in two instances for two", () => {
    const both = (file?: string) =>
      coverageOf(
        [
          { ...bill, instance: "a" },
          { ...nothing, instance: "b" },
        ],
        ["a", "b"].map((instance) => runFlow(menu, { instance, ...(file ? { file } : {}) })),
      );
    assert.deepEqual(
      both("menu.json").flows.map(({ conversations }) => conversations),
      [[0, 1]],
    );
    assert.deepEqual(
      both().flows.map(({ conversations }) => conversations),
      [[0], [1]],
    );
  });

  it("knows a flow by its id where two have the same name", () => {
    const [first, second] = [runFlow(menu, { id: "1" }), runFlow(menu, { id: "2", file: "other.json" })];
    const trace = bill.trace.map((taken) => ({ ...taken, flowId: "2" }));
    const coverage = coverageOf([{ ...bill, trace }], [first, second]);
    assert.deepEqual(
      coverage.flows.map(({ conversations }) => conversations.length),
      [0, 1],
    );
  });

  it("passes over what no flow is known of", () => {
    const trace = [took("gone", "hello", "ask"), took("menu", "gone", "ask"), took("menu", "hello", "ask", "Equals x")];
    const coverage = coverageOf([record({ trace })], flows);
    assert.deepEqual(coverage.actions, { covered: 1, total: 5 });
    assert.deepEqual(coverage.branches, { covered: 0, total: 9 });
  });

  it("has no actions of what is no flow, and says why", () => {
    const broken = (content: string) => coverageOf([], [{ id: "1", name: "broken", content }]);
    assert.equal(broken("{").flows[0]?.problem?.startsWith("It is not JSON"), true);
    assert.equal(broken("[]").flows[0]?.problem, "It is not a flow.");
    assert.deepEqual(broken("{}").branches, { covered: 0, total: 0 });
  });

  it("finds a branch whose label was a placeholder in the file", () => {
    const templated = flow(
      "templated",
      action(
        "ask",
        "Compare",
        { ComparisonValue: "$.Attributes.x" },
        { when: { "{{VIP}}": "end" }, errors: { NoMatchingCondition: "ask" } },
      ),
      disconnect(),
    );
    const trace = [took("templated", "ask", "end", "Equals gold", { type: "Compare" })];
    assert.deepEqual(counts(coverageOf([record({ trace })], [runFlow(templated)])), [
      "ask 1",
      "  Equals {{VIP}} 1",
      "  NoMatchingCondition 0",
      "end 0",
    ]);
  });
});

describe("where a conversation failed", () => {
  const report = { report: "It did not come.\nstep 2", code: "NOTHING_COMES" };

  it("is the last action, and the last branch that was taken", () => {
    const waiting = took("menu", "ask", undefined, "", { type: "Compare", result: "the contact ended" });
    const trace = [took("menu", "hello", "ask"), waiting];
    const failed = record({ status: "failed", failure: report, trace });
    assert.deepEqual(failurePoint(failed), { action: trace[1], branch: trace[0] });
    const [hello, ask] = coverageOf([bill, failed], flows).flows[0]?.actions ?? [];
    assert.deepEqual([hello?.failed, ask?.failed], [[], [1]]);
    assert.deepEqual(
      hello?.branches.map((branch) => [branch.failed, standingOf(branch)]),
      [
        [[1], "failed"],
        [[], "uncovered"],
      ],
    );
    assert.equal(hello && standingOf(hello), "covered");
    assert.equal(ask && standingOf(ask), "failed");
  });

  it("is the action that the failure names, whatever the flow did afterwards", () => {
    const trace = traceThrough(menu, { wish: "bill" });
    const lastAction = trace[1];
    const failed = record({ status: "failed", failure: { ...report, ...(lastAction ? { lastAction } : {}) }, trace });
    assert.deepEqual(failurePoint(failed), { action: trace[1], branch: trace[1] });
    const actions = coverageOf([failed], flows).flows[0]?.actions ?? [];
    assert.deepEqual(
      actions.filter(({ failed }) => failed.length > 0).map(({ identifier }) => identifier),
      ["ask"],
    );
  });

  it("is nowhere for one that passed, or of which nothing is known", () => {
    assert.equal(failurePoint(bill), undefined);
    assert.equal(failurePoint(record({ status: "failed", failure: report })), undefined);
  });
});

describe("a share", () => {
  it("is rounded down, so that 100% are all", () => {
    assert.equal(percentOf({ covered: 9999, total: 10_000 }), 99.99);
    assert.equal(percentOf({ covered: 99_999, total: 100_000 }), 99.99);
    assert.equal(percentOf({ covered: 1, total: 3 }), 33.33);
    assert.equal(percentOf({ covered: 3, total: 3 }), 100);
    assert.equal(percentOf({ covered: 0, total: 0 }), 100);
  });

  it("is held against a threshold", () => {
    const coverage = coverageOf([bill, nothing], flows);
    assert.deepEqual(belowThresholds(coverage, {}), []);
    assert.deepEqual(belowThresholds(coverage, { actions: 80, branches: 44.44 }), []);
    assert.deepEqual(belowThresholds(coverage, { actions: 80.01, branches: 45 }), [
      "80% of the actions were gone through (4 of 5); the threshold is 80.01%.",
      "44.44% of the branches were taken (4 of 9); the threshold is 45%.",
    ]);
  });
});

describe("coverage of real exported flows", () => {
  const folder = join(root, "../shared/flows");
  const index = join(folder, "INDEX.tsv");
  if (!existsSync(index)) {
    it(`IS NOT TESTED, because the folder ${folder} is absent`, function () {
      this.skip();
    });
    return;
  }
  const contents = readFileSync(index, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t")[0] ?? "")
    .map((file) => ({ file, content: decoded(readFileSync(join(folder, file))) }));

  it("has the branches that the emulator's walk has, and no filler", () => {
    let branches = 0;
    const others = new Set<string>();
    for (const { file, content } of contents) {
      const { document } = parseFlow(content);
      for (const { identifier, ...covered } of coverageOf([], [{ id: "1", name: file, content }]).flows[0]?.actions ??
        []) {
        const walked = document?.actions.get(identifier);
        if (!walked) continue;
        const own = covered.branches.map(({ label, target }) => `${label} → ${target}`);
        const edges = edgesOf(walked).map(({ label, target }) => `${label.trim()} → ${target}`);
        branches += own.length;
        const success = edges.filter((edge) => !own.includes(edge));
        if (success.length > 0) others.add(walked.type);
        assert.deepEqual([...own, ...success].sort(), [...edges].sort(), `${file} ${identifier}`);
        assert(success.every((edge) => edge.startsWith(" → ")));
      }
    }
    assert(branches > 1500, String(branches));
    assert.deepEqual([...others].sort(), [
      "ConnectParticipantWithLexBot",
      "MessageParticipantIteratively",
      "TransferParticipantToThirdParty",
    ]);
  });

  it("finds every action and every branch that a chat takes", () => {
    let taken = 0;
    for (const { file, content } of contents) {
      if (!parseFlow(content).document) continue;
      const { contact, clock } = contactInFlow(
        { name: file, content, type: "CONTACT_FLOW" },
        { behaviour: { unknownAction: "error branch", actionsWithoutWait: 300 } },
      );
      clock.advance(1500 * 60_000);
      const trace = runActions(contact.chat.contacts.flatMap((one) => one.trace)).map(({ flowId: _, ...one }) => one);
      const { flows } = coverageOf([record({ trace })], [{ id: "1", name: file, content }]);
      const actions = flows[0]?.actions ?? [];
      const counted = actions.flatMap(({ branches }) => branches).reduce((sum, { times }) => sum + times, 0);
      const own = trace.filter(({ flow }) => flow === file);
      assert.equal(counted, own.filter(({ branch }) => branch).length, file);
      for (const { action } of own) assert(actions.some(({ identifier, times }) => identifier === action && times > 0));
      taken += counted;
    }
    assert(taken > 150, String(taken));
  });
});
