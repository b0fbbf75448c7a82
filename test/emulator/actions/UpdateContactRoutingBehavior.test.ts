import assert from "node:assert/strict";
import { oneAction } from "../one-action.js";

const routing = (parameters: Readonly<Record<string, unknown>>) => {
  const { branch, contact } = oneAction("UpdateContactRoutingBehavior", parameters);
  assert.equal(branch(), "next");
  return contact.routing;
};

describe("UpdateContactRoutingBehavior", () => {
  it("sets a priority, or an adjustment of the age", () => {
    assert.deepEqual(routing({ QueuePriority: "1" }), { priority: 1 });
    assert.deepEqual(routing({ QueueTimeAdjustmentSeconds: "-600" }), { adjustmentSeconds: -600 });
  });

  it("passes over what is no number", () => {
    assert.deepEqual(routing({ QueuePriority: "first", QueueTimeAdjustmentSeconds: "$.Attributes.gone" }), {});
    assert.deepEqual(routing({}), {});
  });
});
