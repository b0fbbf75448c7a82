import assert from "node:assert/strict";
import { action } from "../../flows.js";
import { oneAction } from "../one-action.js";
import { profiles } from "../profiles.js";

const get = (ProfileRequestData: unknown, fields: unknown = ["FirstName"], tells = "$.Customer.FirstName") =>
  oneAction(
    "GetCustomerProfile",
    { ProfileRequestData, ProfileResponseData: fields },
    { definition: profiles, tells, request: { Attributes: { mail: "ada@example.com" } } },
  );
const email = (value: string) => ({ IdentifierName: "_email", IdentifierValue: value });

describe("GetCustomerProfile", () => {
  it("finds the one profile that an identifier names, and puts the fields that are asked for where $.Customer finds them", () => {
    const { branch, told } = get(
      email("ada@example.com"),
      ["FirstName", "Attributes.tier"],
      "$.Customer.FirstName, $.Customer.['Attributes.tier'], $.Customer.ProfileId, [$.Customer.City]",
    );
    assert.equal(branch(), "next");
    assert.equal(told(), "Ada, gold, p-ada, []");
  });

  it("takes the value from a reference", () => {
    assert.equal(get(email("$.Attributes.mail")).told(), "Ada");
  });

  it("takes the response fields as an object as well, as the documentation shows them", () => {
    assert.equal(get(email("ada@example.com"), { a: "FirstName" }).told(), "Ada");
  });

  it("finds by any of the values of an identifier, and by one of one's own", () => {
    assert.equal(get({ IdentifierName: "_phone", IdentifierValue: "+15550001" }).told(), "Ada");
    assert.equal(get({ IdentifierName: "crm", IdentifierValue: "7" }).told(), "Ada");
    assert.equal(get({ IdentifierName: "_profileId", IdentifierValue: "p-bob" }).told(), "Bob");
  });

  it("finds by the fields of older exports", () => {
    assert.equal(get({ EmailAddress: "ada@example.com" }).told(), "Ada");
    assert.equal(get({ PhoneNumber: "+15550001" }).told(), "Ada");
    assert.equal(get({ AccountNumber: "42" }, [], "$.Customer.ProfileId").told(), "p-cyd");
  });

  it("finds by a field that a profile has, by its identifier and by its name", () => {
    assert.equal(get(email("bob@example.com")).told(), "Bob");
    assert.equal(get({ FirstName: "Bob" }).told(), "Bob");
  });

  it("takes NoneFoundError when nobody is found", () => {
    assert.equal(get(email("nobody@example.com")).branch(), "NoneFoundError");
    for (const name of ["constructor", "__proto__", "toString"]) {
      assert.equal(get({ IdentifierName: name, IdentifierValue: "x" }).branch(), "NoneFoundError", name);
    }
  });

  it("takes MultipleFoundError when several are found", () => {
    const found = get({ IdentifierName: "_phone", IdentifierValue: "+15550009" });
    assert.equal(found.branch(), "MultipleFoundError");
  });

  describe("by criteria", () => {
    const criteria = (LogicalOperator: string, ...SearchCriteria: object[]) => get({ SearchCriteria, LogicalOperator });
    const phone = { IdentifierName: "_phone", IdentifierValue: "+15550009" };

    it("finds who has all of them, with AND", () => {
      assert.equal(criteria("AND", phone, email("ada@example.com")).told(), "Ada");
      assert.equal(criteria("AND", email("bob@example.com"), email("ada@example.com")).branch(), "NoneFoundError");
    });

    it("finds who has any of them, with OR", () => {
      assert.equal(criteria("OR", phone, email("ada@example.com")).branch(), "MultipleFoundError");
      assert.equal(criteria("OR", email("x@example.com"), email("ada@example.com")).told(), "Ada");
    });

    it("takes the error branch for more than five", () => {
      assert.equal(criteria("OR", ...Array(6).fill(email("ada@example.com"))).branch(), "NoMatchingError");
    });
  });

  it("takes the error branch without anything to search by, and for a value of more than 255 characters", () => {
    for (const request of [{}, undefined, "text", [], email(""), email("$.Attributes.gone"), email("x".repeat(256))]) {
      assert.equal(get(request).branch(), "NoMatchingError", JSON.stringify(request));
    }
  });

  it("forgets the profile that was found before", () => {
    const first = action("first", "GetCustomerProfile", {
      ProfileRequestData: email("ada@example.com"),
      ProfileResponseData: ["City"],
    });
    const { told } = oneAction(
      "GetCustomerProfile",
      { ProfileRequestData: email("bob@example.com"), ProfileResponseData: ["FirstName"] },
      { definition: profiles, first: [first], tells: "$.Customer.FirstName [$.Customer.City]" },
    );
    assert.equal(told(), "Bob []");
  });
});
