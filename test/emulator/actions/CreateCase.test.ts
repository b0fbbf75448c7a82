import assert from "node:assert/strict";
import { action } from "../../flows.js";
import { oneAction } from "../one-action.js";
import { someCases } from "../some-cases.js";

const create = (parameters: Readonly<Record<string, unknown>>, definition = someCases) =>
  oneAction(
    "CreateCase",
    { CaseTemplateId: "t-refund", CaseRequestFields: { title: "New", status: "open" }, ...parameters },
    { definition, tells: "$.Case.case_id [$.Case.title]" },
  );

describe("CreateCase", () => {
  it("creates a case of a template, whose id $.Case has, and the fields that are asked for", () => {
    const { branch, told } = create({ CaseResponseFields: ["title"] });
    assert.equal(branch(), "next");
    assert.match(told() ?? "", /^[0-9a-f-]{36} \[New\]$/);
    assert.match(create({}).told() ?? "", /^[0-9a-f-]{36} \[\]$/);
  });

  it("creates one that is found from then on, by its fields and by the contact that it is linked to", () => {
    const found = (LinkContactToCase: string, parameters: Readonly<Record<string, unknown>>) => {
      const first = action("first", "CreateCase", {
        CaseTemplateId: "Refund",
        CaseRequestFields: { title: "New" },
        LinkContactToCase,
      });
      return oneAction("GetCase", parameters, { definition: someCases, first: [first] }).branch();
    };
    assert.equal(found("False", { CaseRequestFields: { title: "New" } }), "next");
    assert.equal(found("True", {}), "next");
    assert.equal(found("False", {}), "NoneFound");
  });

  it("takes the error branch for a template that the instance does not have", () => {
    const { branch, warnings } = create({ CaseTemplateId: "t-none" });
    assert.equal(branch(), "NoMatchingError");
    assert.deepEqual(warnings(), ["There is no case template t-none."]);
    assert.equal(create({ CaseTemplateId: undefined }).branch(), "NoMatchingError");
  });

  it("takes any template where the instance names none", () => {
    assert.equal(create({ CaseTemplateId: "t-any" }, {}).branch(), "next");
  });
});
