import assert from "node:assert/strict";
import { oneAction } from "../one-action.js";
import { getProfile, profiles } from "../profiles.js";

const object = (ProfileRequestData: unknown, fields: unknown = undefined, first = [getProfile()]) =>
  oneAction(
    "GetCustomerProfileObject",
    { ProfileRequestData, ProfileResponseData: fields },
    { definition: profiles, first, tells: "[$.Customer.Asset.Status] [$.Customer.Asset.Name] [$.Customer.ProfileId]" },
  );

describe("GetCustomerProfileObject", () => {
  it("puts the latest object of a type beside the profile in $.Customer", () => {
    const { branch, told } = object({ ObjectType: "Asset" });
    assert.equal(branch(), "next");
    assert.equal(told(), "[ordered] [Engine 2] [p-ada]");
  });

  it("takes of it what is asked for, by field or by type and field", () => {
    assert.equal(object({ ObjectType: "Asset" }, ["Asset.Status"]).told(), "[ordered] [] [p-ada]");
    assert.equal(object({ ObjectType: "Asset" }, ["Name"]).told(), "[] [Engine 2] [p-ada]");
  });

  it("looks at the profile that ProfileId names", () => {
    assert.equal(object({ ProfileId: "p-ada", ObjectType: "Asset" }, undefined, []).told(), "[ordered] [Engine 2] []");
  });

  it("takes the error branch where there is no such object, type or profile", () => {
    for (const request of [
      { ObjectType: "Order" },
      { ObjectType: "constructor" },
      { ProfileId: "p-bob", ObjectType: "Asset" },
      { ProfileId: "p-none", ObjectType: "Asset" },
      {},
    ]) {
      assert.equal(object(request).branch(), "NoMatchingError", JSON.stringify(request));
    }
    assert.equal(object({ ObjectType: "Asset" }, undefined, []).branch(), "NoMatchingError");
  });
});
