import assert from "node:assert/strict";
import { coverageOf } from "../../provider/report/coverage.js";
import { runActions } from "../../provider/report/run.js";
import { contactInFlow, module } from "../emulator/contact-in-flow.js";
import { action, disconnect, flow, say } from "../flows.js";
import { record, runFlow } from "./records.js";

const invoke = (identifier: string, next: string) =>
  action(identifier, "InvokeFlowModule", { FlowModuleId: "notice" }, { next, errors: { NoMatchingError: "end" } });
const notice = module("notice", say("tell", "Notice", "back"), action("back", "EndFlowModuleExecution"));
const again = flow(
  "again",
  action("loop", "Loop", { LoopCount: "2" }, { when: { ContinueLooping: "call", DoneLooping: "end" } }),
  invoke("call", "loop"),
  disconnect(),
);

function times(source: ReturnType<typeof flow>, advance = 0) {
  const { contact, clock } = contactInFlow(source, { otherFlows: [notice] });
  clock.advance(advance);
  const trace = runActions(contact.trace);
  const own = trace.find(({ flow }) => flow === source.name)?.flowId;
  const [only] = coverageOf([record({ trace })], [runFlow(source, { id: own })]).flows;
  return Object.fromEntries(
    (only?.actions ?? []).map((one) => [
      one.identifier,
      [one.times, ...one.branches.map(({ label, times }) => `${label || "success"} ${times}`)],
    ]),
  );
}

describe("an action that tells twice", () => {
  it("counts once: a module that is called and comes back", () => {
    const counted = times(again);
    assert.deepEqual(counted.call, [2, "success 2", "NoMatchingError 0"]);
    assert.deepEqual(counted.loop, [3, "Equals ContinueLooping 2", "Equals DoneLooping 1"]);
  });

  it("counts once: a Wait that the flow goes on during", () => {
    const waiting = flow(
      "waiting",
      action(
        "wait",
        "Wait",
        { TimeLimitSeconds: "60", ContinueExecution: "True" },
        { when: { Continue: "say", WaitCompleted: "end" }, errors: { NoMatchingError: "end" } },
      ),
      say("say", "Meanwhile", "stop"),
      action("stop", "EndFlowExecution"),
      disconnect(),
    );
    assert.deepEqual(times(waiting, 61_000).wait, [
      1,
      "Equals Continue 1",
      "Equals WaitCompleted 1",
      "NoMatchingError 0",
    ]);
  });

  it("counts once when it never comes back", () => {
    const trace = [
      {
        flow: "again",
        action: "loop",
        type: "Loop",
        result: "ContinueLooping",
        branch: { label: "Equals ContinueLooping", nextAction: "call" },
        warnings: [],
      },
      { flow: "again", action: "call", type: "InvokeFlowModule", result: "module notice", warnings: [] },
    ];
    const [only] = coverageOf([record({ trace })], [runFlow(again)]).flows;
    assert.deepEqual(
      only?.actions.map((one) => one.times),
      [1, 1, 0],
    );
  });
});
