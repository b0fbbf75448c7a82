import assert from "node:assert/strict";
import { greeting } from "../../flows.js";
import { oneAction } from "../one-action.js";

const create = (parameters: Readonly<Record<string, unknown>>, missing?: "error" | "default") =>
  oneAction(
    "CreateTask",
    { Name: "Call $.Attributes.who", ContactFlowId: "task-flow", ...parameters },
    {
      definition: { missing },
      otherFlows: [{ name: "task", content: { ContactFlow: { Id: "task-flow", Content: greeting().content } } }],
      request: { Attributes: { who: "Ada" } },
      tells: "[$.Task.ContactId]",
    },
  );

describe("CreateTask", () => {
  it("records the task as it was asked for, and tells its id in $.Task", () => {
    const { branch, told, contact } = create({ Description: "soon" });
    assert.equal(branch(), "next");
    const [task] = contact.tasks;
    assert.equal(told(), `[${task?.id}]`);
    assert.deepEqual(task?.parameters, { Name: "Call Ada", ContactFlowId: "task-flow", Description: "soon" });
  });

  it("takes a template in the place of a flow", () => {
    assert.equal(create({ ContactFlowId: undefined, TaskTemplateId: "t" }).branch(), "next");
  });

  it("takes the error branch without a name, and for a flow that is not there where nothing may be missing", () => {
    const nameless = create({ Name: "" });
    assert.equal(nameless.branch(), "NoMatchingError");
    assert.deepEqual(nameless.warnings(), ["A task needs a name."]);
    const flowless = create({ ContactFlowId: "none" }, "error");
    assert.equal(flowless.branch(), "NoMatchingError");
    assert.deepEqual(flowless.warnings(), ["The instance has no flow none."]);
    assert.deepEqual(flowless.contact.tasks, []);
  });

  it("makes the flow up where the instance file says so", () => {
    assert.equal(create({ ContactFlowId: "none" }, "default").branch(), "next");
  });
});
