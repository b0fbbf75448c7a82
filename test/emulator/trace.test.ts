import assert from "node:assert/strict";
import { type TraceRecord, traceLine } from "../../provider/emulator/trace.js";

const record: TraceRecord = {
  time: 0,
  contactId: "c",
  flow: "f",
  flowId: "f-1",
  action: "hours",
  type: "CheckHoursOfOperation",
  parameters: {},
  result: "success",
  warnings: [],
};

describe("traceLine", () => {
  it("shows type, action, result and the action that follows", () => {
    const branch = { kind: "next", label: "", nextAction: "hello" } as const;
    assert.equal(traceLine({ ...record, branch }), "CheckHoursOfOperation hours → success → hello");
  });

  it("shows the label of a branch that says more than the result", () => {
    const branch = { kind: "condition", label: "Equals True", nextAction: "open" } as const;
    assert.equal(
      traceLine({ ...record, result: "True", branch }),
      "CheckHoursOfOperation hours → True (Equals True) → open",
    );
  });

  it("shows an error once where the branch is that of the error", () => {
    const branch = { kind: "error", label: "NoMatchingError", nextAction: "end" } as const;
    assert.equal(
      traceLine({ ...record, result: "NoMatchingError", branch }),
      "CheckHoursOfOperation hours → NoMatchingError → end",
    );
    assert.equal(
      traceLine({ ...record, result: "QueueAtCapacity", branch }),
      "CheckHoursOfOperation hours → QueueAtCapacity (NoMatchingError) → end",
    );
  });

  it("shows no target where the flow left by no branch", () => {
    assert.equal(traceLine({ ...record, result: "disconnected" }), "CheckHoursOfOperation hours → disconnected");
  });

  it("shows the name once where an action is called like its type", () => {
    assert.equal(traceLine({ ...record, action: record.type }), "CheckHoursOfOperation → success");
  });

  it("puts each warning on a line of its own", () => {
    assert.equal(
      traceLine({ ...record, warnings: ["One.", "Two."] }),
      "CheckHoursOfOperation hours → success\n    One.\n    Two.",
    );
  });
});
