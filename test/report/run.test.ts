import assert from "node:assert/strict";
import { runAction, runActions } from "../../provider/report/run.js";
import { contactInFlow } from "../emulator/contact-in-flow.js";
import { disconnect, flow, say, wait } from "../flows.js";

describe("a trace that is kept", () => {
  it("has no parameters, in which there may be what customers said", () => {
    const { contact } = contactInFlow(
      flow("f", say("hello", "Your code is $.Attributes.code", "wait"), wait("wait", 9, "end"), disconnect()),
      {
        request: { Attributes: { code: "4711" } },
      },
    );
    const [first] = contact.trace;
    assert(first && JSON.stringify(first).includes("4711"));
    assert.deepEqual(runActions(contact.trace), [
      {
        flow: "f",
        flowId: first.flowId,
        action: "hello",
        type: "MessageParticipant",
        result: "success",
        branch: { label: "", nextAction: "wait" },
        warnings: [],
      },
    ]);
  });

  it("has only what there is", () => {
    const taken = { flow: "f", action: "end", type: "DisconnectParticipant", result: "disconnected", warnings: ["x"] };
    assert.deepEqual(runAction(taken), taken);
    assert.deepEqual(runActions(), []);
  });
});
