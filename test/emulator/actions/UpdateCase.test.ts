import assert from "node:assert/strict";
import { action } from "../../flows.js";
import { oneAction } from "../one-action.js";
import { linkedCase, someCases } from "../some-cases.js";

const getCase = action("get", "GetCase", { CaseRequestFields: { case_id: "c-1" } });
const update = (
  parameters: Readonly<Record<string, unknown>>,
  { first = [getCase], definition = someCases }: { first?: (typeof getCase)[]; definition?: typeof someCases } = {},
) => {
  const run = oneAction("UpdateCase", parameters, { definition, first });
  return { ...run, fields: (id: string) => run.cases.find({ case_id: id })[0]?.fields };
};

describe("UpdateCase", () => {
  it("changes fields of the case that $.Case holds, and keeps the others", () => {
    const { branch, fields } = update({ CaseRequestFields: { status: "solved" } });
    assert.equal(branch(), "next");
    assert.equal(fields("c-1")?.status, "solved");
    assert.equal(fields("c-1")?.title, "Broken engine");
    assert.equal(fields("c-2")?.status, "closed");
  });

  it("changes the case that case_id names, and not its id", () => {
    const { fields } = update({ CaseRequestFields: { case_id: "c-3", status: "solved" } });
    assert.deepEqual(fields("c-3"), {
      case_id: "c-3",
      customer_id: "p-bob",
      title: "No engine",
      status: "solved",
      priority: 3,
    });
  });

  it("changes the case that the contact is linked to, where nothing names one", () => {
    const { fields } = update({ CaseRequestFields: { title: "Known" } }, { first: [], definition: linkedCase });
    assert.equal(fields("c-9")?.title, "Known");
  });

  it("links the contact to it when it is asked to", () => {
    const link = action("link", "UpdateCase", { CaseRequestFields: { case_id: "c-2" }, LinkContactToCase: "True" });
    const { told } = oneAction("GetCase", {}, { definition: someCases, first: [link], tells: "$.Case.case_id" });
    assert.equal(told(), "c-2");
  });

  it("takes the error branch where there is no such case", () => {
    assert.equal(update({ CaseRequestFields: { case_id: "c-0" } }).branch(), "NoMatchingError");
    assert.equal(update({ CaseRequestFields: { status: "x" } }, { first: [] }).branch(), "NoMatchingError");
  });
});
