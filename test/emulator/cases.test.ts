import assert from "node:assert/strict";
import { Cases } from "../../provider/emulator/cases.js";
import { identifiers } from "../../provider/emulator/identifiers.js";
import { emptyInstance } from "./contact-in-flow.js";
import { linkedCase, someCases } from "./some-cases.js";

const known = (definition = someCases) => new Cases(emptyInstance(definition), identifiers(1));
const ids = (found: { id: string }[]) => found.map(({ id }) => id);

describe("Cases", () => {
  it("finds by fields, as texts, the last that changed first", () => {
    const all = known();
    assert.deepEqual(ids(all.find({ customer_id: "p-ada" })), ["c-2", "c-1"]);
    assert.deepEqual(ids(all.find({ priority: "3" })), ["c-3"]);
    assert.deepEqual(ids(all.find({ case_id: "c-1", status: "closed" })), []);
    assert.deepEqual(ids(all.find({ constructor: "x" })), []);
    assert.deepEqual(ids(all.find({ missing: undefined })), []);
  });

  it("counts a change", () => {
    const all = known();
    const [first] = all.find({ case_id: "c-1" });
    assert.ok(first);
    all.update(first, { status: "solved" });
    assert.equal(first.fields.status, "solved");
    assert.deepEqual(ids(all.find({ customer_id: "p-ada" })), ["c-1", "c-2"]);
  });

  it("creates cases with an id of their own", () => {
    const all = known();
    const created = all.create({ title: "New" });
    assert.equal(created.fields.case_id, created.id);
    assert.deepEqual(ids(all.find({ title: "New" })), [created.id]);
  });

  it("knows which a contact is linked to: its own, and those of everybody", () => {
    const all = known(linkedCase);
    const own = all.create({});
    own.contacts.add("contact-1");
    assert.deepEqual(ids(all.linkedTo("contact-1")), [own.id, "c-9"]);
    assert.deepEqual(ids(all.linkedTo("contact-2")), ["c-9"]);
  });

  it("has the templates of the instance, by id and by name, or every one", () => {
    assert.deepEqual(
      ["t-refund", "Refund", "other"].map((id) => known().hasTemplate(id)),
      [true, true, false],
    );
    assert.equal(known({}).hasTemplate("other"), true);
  });
});
