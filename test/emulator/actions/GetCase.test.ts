import assert from "node:assert/strict";
import { action } from "../../flows.js";
import { oneAction } from "../one-action.js";
import { linkedCase, someCases } from "../some-cases.js";

const get = (parameters: Readonly<Record<string, unknown>>, definition = someCases) =>
  oneAction(
    "GetCase",
    { CaseResponseFields: ["title", "priority"], ...parameters },
    { definition, tells: "$.Case.case_id $.Case.title [$.Case.priority] [$.Case.status]" },
  );

describe("GetCase", () => {
  it("finds the one case with these fields, and puts what is asked for where $.Case finds it", () => {
    const { branch, told } = get({ CaseRequestFields: { title: "No engine", priority: "3" } });
    assert.equal(branch(), "next");
    assert.equal(told(), "c-3 No engine [3] []");
  });

  it("finds by the customer and by the id", () => {
    assert.equal(get({ CustomerId: "p-bob" }).told(), "c-3 No engine [3] []");
    assert.equal(get({ CaseRequestFields: { case_id: "c-2" } }).told(), "c-2 Late engine [] []");
  });

  it("takes NoneFound when there is none", () => {
    assert.equal(get({ CaseRequestFields: { status: "lost" } }).branch(), "NoneFound");
    assert.equal(get({ CaseRequestFields: { toString: "x" } }).branch(), "NoneFound");
    assert.equal(get({}).branch(), "NoneFound");
  });

  it("takes MultipleFound when there are several, unless the last updated one is asked for", () => {
    assert.equal(get({ CustomerId: "p-ada" }).branch(), "MultipleFound");
    assert.equal(get({ CustomerId: "p-ada", GetLastUpdatedCase: "True" }).told(), "c-2 Late engine [] []");
  });

  it("takes the last updated one after an update", () => {
    const update = action("update", "UpdateCase", { CaseRequestFields: { case_id: "c-1", status: "reopened" } });
    const { told } = oneAction(
      "GetCase",
      { CustomerId: "p-ada", GetLastUpdatedCase: "True", CaseResponseFields: ["status"] },
      { definition: someCases, first: [update], tells: "$.Case.case_id $.Case.status" },
    );
    assert.equal(told(), "c-1 reopened");
  });

  it("looks without any field among the cases that the contact is linked to", () => {
    assert.equal(get({}, linkedCase).told(), "c-9 Linked [] []");
    assert.equal(get({ CaseRequestFields: { title: "$.Attributes.gone" } }, linkedCase).told(), "c-9 Linked [] []");
  });

  it("links the contact to what it finds when it is asked to", () => {
    const link = (LinkContactToCase: string) =>
      action("link", "GetCase", { CaseRequestFields: { case_id: "c-1" }, LinkContactToCase });
    const found = (first: ReturnType<typeof link>) =>
      oneAction("GetCase", {}, { definition: someCases, first: [first], tells: "$.Case.case_id" });
    assert.equal(found(link("True")).told(), "c-1");
    assert.equal(found(link("False")).branch(), "NoneFound");
  });
});
