import assert from "node:assert/strict";
import { action } from "../../flows.js";
import { oneAction } from "../one-action.js";

describe("UntagContact", () => {
  it("takes tags off, and passes over keys that there are not", () => {
    const { branch, contact } = oneAction(
      "UntagContact",
      { TagKeys: ["$.Attributes.key", "none"] },
      {
        first: [action("first", "TagContact", { Tags: { team: "red", plan: "gold" } })],
        request: { Attributes: { key: "team" } },
      },
    );
    assert.equal(branch(), "next");
    assert.deepEqual(Object.fromEntries(contact.tags), { plan: "gold" });
  });
});
