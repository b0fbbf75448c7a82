import assert from "node:assert/strict";
import { oneAction } from "../one-action.js";
import { getProfile, profiles } from "../profiles.js";

const calculated = (ProfileResponseData: unknown, first = [getProfile()]) =>
  oneAction(
    "GetCalculatedAttributesForCustomerProfile",
    { ProfileRequestData: {}, ProfileResponseData },
    {
      definition: profiles,
      first,
      tells:
        "[$.Customer.CalculatedAttributes.calls] [$.Customer.CalculatedAttributes._new_customers] $.Customer.ProfileId",
    },
  );

describe("GetCalculatedAttributesForCustomerProfile", () => {
  it("puts calculated attributes of the profile into $.Customer, all or those that are asked for", () => {
    assert.equal(calculated([]).told(), "[3] [false] p-ada");
    assert.equal(calculated(["CalculatedAttributes._new_customers"]).told(), "[] [false] p-ada");
    assert.equal(calculated(["calls"]).branch(), "next");
  });

  it("takes the error branch without a profile", () => {
    assert.equal(calculated([], []).branch(), "NoMatchingError");
  });
});
