import assert from "node:assert/strict";
import { oneAction } from "../one-action.js";

const routing = (parameters: Readonly<Record<string, unknown>>) => {
  const { branch, contact, warnings } = oneAction("UpdateContactRoutingBehavior", parameters);
  assert.equal(branch(), "next");
  const { priority, adjustmentSeconds } = contact.routing;
  return { priority, adjustmentSeconds, warnings: warnings() };
};
const nothing = { priority: undefined, adjustmentSeconds: undefined, warnings: [] };

describe("UpdateContactRoutingBehavior", () => {
  it("sets a priority, or an adjustment of the age", () => {
    assert.deepEqual(routing({ QueuePriority: "1" }), { ...nothing, priority: 1 });
    assert.deepEqual(routing({ QueueTimeAdjustmentSeconds: "-600" }), { ...nothing, adjustmentSeconds: -600 });
  });

  it("passes over what is no number, and says so", () => {
    assert.deepEqual(routing({ QueuePriority: "first", QueueTimeAdjustmentSeconds: " " }), {
      ...nothing,
      warnings: [
        "QueuePriority is no number; it is passed over.",
        "QueueTimeAdjustmentSeconds is no number; it is passed over.",
      ],
    });
    assert.deepEqual(routing({}), nothing);
  });
});
