import assert from "node:assert/strict";
import { action } from "../../flows.js";
import { oneAction } from "../one-action.js";
import { getProfile } from "../profiles.js";

const create = (ProfileRequestData: unknown, tells = "[$.Customer.FirstName]") =>
  oneAction("CreateCustomerProfile", { ProfileRequestData, ProfileResponseData: ["FirstName"] }, { tells });

describe("CreateCustomerProfile", () => {
  it("creates a profile, whose id and fields $.Customer has", () => {
    const created = create({ FirstName: "Dee" }, "$.Customer.FirstName $.Customer.ProfileId");
    assert.equal(created.branch(), "next");
    assert.match(created.told() ?? "", /^Dee [0-9a-f]{32}$/);
  });

  it("creates one that is found from then on, by each of its addresses", () => {
    for (const [name, value] of [
      ["EmailAddress", "dee@example.com"],
      ["MobilePhoneNumber", "+15550002"],
      ["PhoneNumber", "+15550003"],
    ] as const) {
      const first = action("first", "CreateCustomerProfile", {
        ProfileRequestData: {
          FirstName: "Dee",
          EmailAddress: "dee@example.com",
          PhoneNumber: "+15550003",
          MobilePhoneNumber: "+15550002",
        },
      });
      const identifier = name === "EmailAddress" ? "_email" : "_phone";
      const found = oneAction(
        "GetCustomerProfile",
        {
          ProfileRequestData: { IdentifierName: identifier, IdentifierValue: value },
          ProfileResponseData: ["FirstName"],
        },
        { first: [first], tells: "$.Customer.FirstName" },
      );
      assert.equal(found.told(), "Dee", name);
    }
  });

  it("leaves out fields whose value is missing", () => {
    const { told, warnings } = create({ FirstName: "Dee", City: "$.Attributes.city" });
    assert.equal(told(), "[Dee]");
    assert.deepEqual(warnings(), ["$.Attributes.city has no value; it is read as empty."]);
  });

  it("takes the error branch without any field, and for a value of more than 255 characters", () => {
    for (const request of [undefined, {}, { FirstName: "" }, { FirstName: "x".repeat(256) }]) {
      assert.equal(create(request).branch(), "NoMatchingError");
    }
    assert.equal(create({ FirstName: "x".repeat(255) }).branch(), "next");
  });

  it("forgets the profile that was there before", () => {
    const { told } = oneAction(
      "CreateCustomerProfile",
      { ProfileRequestData: { City: "Bern" } },
      {
        definition: {
          customerProfiles: [{ identifiers: { _email: "ada@example.com" }, profile: { FirstName: "Ada" } }],
        },
        first: [getProfile("ada@example.com", "FirstName")],
        tells: "[$.Customer.FirstName]",
      },
    );
    assert.equal(told(), "[]");
  });
});
