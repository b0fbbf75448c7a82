import assert from "node:assert/strict";
import { oneAction } from "../one-action.js";
import { getProfile, profiles } from "../profiles.js";

const associate = (ProfileRequestData: unknown, first = [getProfile()]) =>
  oneAction("AssociateContactToCustomerProfile", { ProfileRequestData }, { definition: profiles, first });

describe("AssociateContactToCustomerProfile", () => {
  it("relates the contact to the profile that ProfileId names, or that was found", () => {
    for (const [request, id] of [
      [{ ProfileId: "p-bob" }, "p-bob"],
      [{ ProfileId: "$.Customer.ProfileId" }, "p-ada"],
      [undefined, "p-ada"],
    ] as const) {
      const { branch, contact } = associate(request);
      assert.equal(branch(), "next");
      assert.equal(contact.customerProfileId, id);
    }
  });

  it("takes the error branch without a profile", () => {
    const { branch, contact } = associate({ ProfileId: "p-none" }, []);
    assert.equal(branch(), "NoMatchingError");
    assert.equal(contact.customerProfileId, undefined);
  });
});
