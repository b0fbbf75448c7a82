import assert from "node:assert/strict";
import { oneAction } from "../one-action.js";

describe("UpdateContactRoutingCriteria", () => {
  it("goes on, and says that any agent takes the contact", () => {
    const { branch, warnings } = oneAction("UpdateContactRoutingCriteria", { RoutingCriteria: { Steps: [] } });
    assert.equal(branch(), "next");
    assert.deepEqual(warnings(), ["Agents have no proficiencies here; any agent of the queue takes the contact."]);
  });

  it("takes the error branch without criteria", () => {
    assert.equal(oneAction("UpdateContactRoutingCriteria", {}).branch(), "NoMatchingError");
  });
});
