import assert from "node:assert/strict";
import { action } from "../../flows.js";
import { oneAction } from "../one-action.js";
import { getProfile, profiles } from "../profiles.js";

const update = (ProfileRequestData: unknown, first = [getProfile()]) =>
  oneAction(
    "UpdateCustomerProfile",
    { ProfileRequestData, ProfileResponseData: ["City", "FirstName"] },
    { definition: profiles, first, tells: "$.Customer.FirstName $.Customer.City" },
  );

describe("UpdateCustomerProfile", () => {
  it("changes fields of the profile that was found, and keeps the others", () => {
    const { branch, told } = update({ City: "Paris" });
    assert.equal(branch(), "next");
    assert.equal(told(), "Ada Paris");
  });

  it("changes the profile that ProfileId names", () => {
    assert.equal(update({ ProfileId: "p-bob", City: "Rome" }, []).told(), "Bob Rome");
    assert.equal(update({ ProfileId: "$.Customer.ProfileId", City: "Oslo" }).told(), "Ada Oslo");
  });

  it("changes by what a profile is found", () => {
    const first = action("first", "UpdateCustomerProfile", {
      ProfileRequestData: { ProfileId: "p-cyd", EmailAddress: "cyd@example.com", FirstName: "Cyd" },
    });
    const found = oneAction(
      "GetCustomerProfile",
      {
        ProfileRequestData: { IdentifierName: "_email", IdentifierValue: "cyd@example.com" },
        ProfileResponseData: ["FirstName"],
      },
      { definition: profiles, first: [first], tells: "$.Customer.FirstName" },
    );
    assert.equal(found.told(), "Cyd");
  });

  it("takes the error branch without a profile, and for a value of more than 255 characters", () => {
    assert.equal(update({ City: "Rome" }, []).branch(), "NoMatchingError");
    assert.equal(update({ ProfileId: "p-none", City: "Rome" }).branch(), "NoMatchingError");
    assert.equal(update({ City: "x".repeat(256) }).branch(), "NoMatchingError");
  });

  it("gives no object of its own another prototype", () => {
    const request: unknown = JSON.parse('{"ProfileId":"p-bob","__proto__":{"City":"polluted"}}');
    assert.equal(update(request, []).told(), "Bob ");
  });
});
