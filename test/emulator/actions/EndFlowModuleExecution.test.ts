import assert from "node:assert/strict";
import { action } from "../../flows.js";
import { module } from "../contact-in-flow.js";
import { oneAction } from "../one-action.js";

const returned = (parameters: Readonly<Record<string, unknown>>, tells: string) =>
  oneAction(
    "InvokeFlowModule",
    { FlowModuleId: "m" },
    {
      otherFlows: [module("m", action("back", "EndFlowModuleExecution", parameters))],
      request: { Attributes: { result: "Paid" } },
      tells,
    },
  ).told();

describe("EndFlowModuleExecution", () => {
  it("goes back to the flow with a result and data", () => {
    assert.equal(
      returned({ Result: "$.Attributes.result", ResultData: { sum: 12 } }, "$.Modules.Result $.Modules.ResultData.sum"),
      "Paid 12",
    );
  });

  it("goes back without any", () => {
    assert.equal(returned({}, "[$.Modules.Result] [$.Modules.ResultData]"), "[] []");
  });

  it("ends a flow that is no module, and the trace says that it has no place there", () => {
    const { contact, warnings } = oneAction("EndFlowModuleExecution", {});
    assert.equal(contact.ended?.reason, "CONTACT_FLOW_DISCONNECT");
    assert.deepEqual(warnings(), [
      "EndFlowModuleExecution is not for a flow of type CONTACT_FLOW: AWS publishes it in MODULE alone.",
    ]);
  });
});
