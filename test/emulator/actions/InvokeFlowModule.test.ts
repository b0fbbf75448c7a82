import assert from "node:assert/strict";
import { action, disconnect, flow, say } from "../../flows.js";
import { contactInFlow, module, said, visited } from "../contact-in-flow.js";
import { oneAction } from "../one-action.js";

const back = (Result?: string, ResultData?: unknown) =>
  action("back", "EndFlowModuleExecution", {
    ...(Result === undefined ? {} : { Result }),
    ...(ResultData === undefined ? {} : { ResultData }),
  });
const invoke = (parameters: Readonly<Record<string, unknown>>, options: Parameters<typeof oneAction>[2] = {}) =>
  oneAction("InvokeFlowModule", { FlowModuleId: "m", ...parameters }, options);

describe("InvokeFlowModule", () => {
  it("runs the module and goes on after it", () => {
    const { contact } = invoke({}, { otherFlows: [module("m", say("inside", "Inside", "back"), back())] });
    assert.deepEqual(said(contact), ["Inside", "over"]);
    assert.deepEqual(visited(contact), ["it", "inside", "back", "it", "then", "end"]);
  });

  it("names in the trace the module that each action belongs to, and what it came back with", () => {
    const { contact } = invoke({}, { when: ["Paid"], otherFlows: [module("m", back("Paid"))] });
    assert.deepEqual(
      contact.trace.slice(0, 3).map(({ flow, action, result, branch }) => [flow, action, result, branch?.label]),
      [
        ["one action", "it", "module m", undefined],
        ["m", "back", "Paid", undefined],
        ["one action", "it", "Paid", "Equals Paid"],
      ],
    );
  });

  it("finds the module by its ARN and with a version or an alias", () => {
    for (const id of ["m:$LATEST", "m:1", "arn:aws:connect:x:1:instance/i/flow-module/m", "$.Attributes.module"]) {
      const { contact } = invoke(
        { FlowModuleId: id },
        { otherFlows: [module("m", back())], request: { Attributes: { module: "m" } } },
      );
      assert.deepEqual(visited(contact).slice(0, 2), ["it", "back"], id);
    }
  });

  it("takes the condition of the module's result, or NoMatchingCondition", () => {
    const labelOf = (result?: string) => {
      const { contact } = invoke({}, { when: ["Paid", "NULL"], otherFlows: [module("m", back(result))] });
      return contact.trace.filter(({ action }) => action === "it").at(-1)?.branch?.label;
    };
    assert.equal(labelOf("Paid"), "Equals Paid");
    assert.equal(labelOf("Refused"), "NoMatchingCondition");
    assert.equal(labelOf(), "NoMatchingCondition");
  });

  it("gives the module its input, with the types that JSON has, and takes the result's data back", () => {
    const { told, contact } = invoke(
      { Input: { name: "$.Attributes.name", count: 3, nested: { deep: ["a", "b"] } } },
      {
        otherFlows: [
          module(
            "m",
            say("say", "$.Modules.Input.name $.Modules.Input.count $.Modules.Input.nested.deep.1", "back"),
            back("Done", { total: 7, copy: "$.Modules.Input.nested" }),
          ),
        ],
        request: { Attributes: { name: "Ada" } },
        tells: "$.Modules.Result $.Modules.ResultData.total $.Modules.ResultData.copy.deep.0",
      },
    );
    assert.equal(said(contact)[0], "Ada 3 b");
    assert.equal(told(), "Done 7 a");
  });

  it("lets the module see contact attributes, and nothing that blocks of its caller left behind", () => {
    const seen =
      "$.Attributes.name [$.External.a] [$.Customer.ProfileId] [$.FlowAttributes.f] [$.Metrics.Queue.Size] [$.Task.ContactId]";
    const { contact } = invoke(
      {},
      {
        definition: { lambda: [{ name: "f", answer: { a: "1" } }], queues: [{ name: "q", id: "q" }] },
        first: [
          action("lambda", "InvokeLambdaFunction", { LambdaFunctionARN: "f", InvocationTimeLimitSeconds: "3" }),
          action("profile", "CreateCustomerProfile", { ProfileRequestData: { FirstName: "Ada" } }),
          action("flow", "UpdateFlowAttributes", { FlowAttributes: { f: { Value: "2" } } }),
          action("metrics", "GetMetricData", { QueueId: "q" }),
          action("task", "CreateTask", { Name: "x", TaskTemplateId: "t" }),
        ],
        otherFlows: [module("m", say("say", seen, "back"), back())],
        request: { Attributes: { name: "Ada" } },
      },
    );
    assert.equal(said(contact)[0], "Ada [] [] [] [] []");
  });

  it("keeps what the module found out to the module, but for contact attributes, and lets the caller's answers of functions go", () => {
    const { told } = invoke(
      {},
      {
        definition: { lambda: [{ name: "f", answer: { a: "1" } }] },
        first: [
          action("lambda", "InvokeLambdaFunction", { LambdaFunctionARN: "f", InvocationTimeLimitSeconds: "3" }),
          action("flow", "UpdateFlowAttributes", { FlowAttributes: { f: { Value: "mine" } } }),
        ],
        otherFlows: [
          module(
            "m",
            action("profile", "CreateCustomerProfile", { ProfileRequestData: { FirstName: "Ada" } }, { next: "flow" }),
            action(
              "flow",
              "UpdateFlowAttributes",
              { FlowAttributes: { f: { Value: "x" }, g: { Value: "x" } } },
              { next: "set" },
            ),
            action("set", "UpdateContactAttributes", { Attributes: { colour: "red" } }, { next: "lambda" }),
            action(
              "lambda",
              "InvokeLambdaFunction",
              { LambdaFunctionARN: "f", InvocationTimeLimitSeconds: "3" },
              { next: "back" },
            ),
            back(),
          ),
        ],
        tells:
          "$.Attributes.colour $.FlowAttributes.f [$.FlowAttributes.g] [$.Customer.ProfileId] [$.External.a] [$.LambdaInvocation.ResultData.a]",
      },
    );
    assert.equal(told(), "red mine [] [] [] []");
  });

  it("runs modules in modules, each with an input of its own", () => {
    const { contact } = invoke(
      { Input: { at: "outer" } },
      {
        otherFlows: [
          module(
            "m",
            action("nested", "InvokeFlowModule", { FlowModuleId: "n", Input: { at: "inner" } }, { next: "say" }),
            say("say", "$.Modules.Input.at after $.Modules.Result", "back"),
            back(),
          ),
          module("n", say("say", "$.Modules.Input.at", "back"), back("Inner")),
        ],
      },
    );
    assert.deepEqual(said(contact), ["inner", "outer after Inner", "over"]);
  });

  it("takes the error branch five modules deep", () => {
    const again = action(
      "again",
      "InvokeFlowModule",
      { FlowModuleId: "m" },
      { next: "back", errors: { NoMatchingError: "deep" } },
    );
    const { contact } = invoke({}, { otherFlows: [module("m", again, say("deep", "Deep enough", "back"), back())] });
    assert.deepEqual(said(contact), ["Deep enough", "over"]);
    assert.equal(visited(contact).filter((action) => action === "back").length, 5);
    const warned = contact.trace.filter(({ warnings }) => warnings.includes("Modules call modules 5 deep at most."));
    assert.equal(warned.length, 1);
  });

  it("ends the flow at the end of a module that does not come back", () => {
    const { contact } = invoke({}, { otherFlows: [module("m", say("say", "Bye", "end"), disconnect())] });
    assert.deepEqual(visited(contact), ["it", "say", "end"]);
    assert.ok(contact.ended);
  });

  it("goes from a module to another flow for good", () => {
    const target = {
      name: "t",
      content: {
        ContactFlow: {
          Id: "t",
          Content: flow("", say("here", "Here [$.Modules.Input.a]", "end"), disconnect()).content,
        },
      },
    };
    const { contact } = invoke(
      { Input: { a: "1" } },
      { otherFlows: [target, module("m", action("go", "TransferToFlow", { ContactFlowId: "t" }), back())] },
    );
    assert.deepEqual(said(contact), ["Here []"]);
  });

  it("takes the error branch for a module that is not there, or was never published", () => {
    for (const id of ["none", "", undefined]) {
      const { branch, warnings } = invoke({ FlowModuleId: id });
      assert.equal(branch(), "NoMatchingError");
      assert.equal(warnings().at(-1), `The instance has no module ${id}.`);
    }
  });

  it("counts each module's loops by itself, and for the whole contact", () => {
    const loop = action("loop", "Loop", { LoopCount: "1" }, { when: { ContinueLooping: "more", DoneLooping: "done" } });
    const again = (id: string, next: string) => action(id, "InvokeFlowModule", { FlowModuleId: "m" }, { next });
    const { contact } = contactInFlow(
      flow("twice", again("first", "second"), again("second", "third"), again("third", "end"), disconnect()),
      { otherFlows: [module("m", loop, say("more", "More", "back"), say("done", "Done", "back"), back())] },
    );
    assert.deepEqual(said(contact), ["More", "Done", "More"]);
  });
});
