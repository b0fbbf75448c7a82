import assert from "node:assert/strict";
import { oneAction } from "../one-action.js";

describe("AuthenticateParticipant", () => {
  it("takes the error branch, and says why", () => {
    const { branch, warnings } = oneAction("AuthenticateParticipant", { TimeLimitMinutes: "3" });
    assert.equal(branch(), "NoMatchingError");
    assert.deepEqual(warnings(), ["There is no identity provider here."]);
  });
});
