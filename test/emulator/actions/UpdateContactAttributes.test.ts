import assert from "node:assert/strict";
import { action, disconnect, flow, greeting } from "../../flows.js";
import { type ContactOptions, contactFor, contactInFlow, runFlow } from "../contact-in-flow.js";

function updated(parameters: Readonly<Record<string, unknown>>, options?: ContactOptions) {
  const { contact } = contactInFlow(
    flow(
      "attributes",
      action("set", "UpdateContactAttributes", parameters, { next: "next", errors: { NoMatchingError: "error" } }),
      disconnect("next"),
      disconnect("error"),
    ),
    options,
  );
  const [record] = contact.trace;
  return { attributes: Object.fromEntries(contact.attributes), to: record?.branch?.nextAction, record };
}

const given = (Attributes: Record<string, string>): ContactOptions => ({ request: { Attributes } });

describe("UpdateContactAttributes", () => {
  it("adds and replaces attributes, and keeps the others", () => {
    const { attributes, to } = updated({ Attributes: { b: "2", c: "3" } }, given({ a: "1", b: "1" }));
    assert.deepEqual(attributes, { a: "1", b: "2", c: "3" });
    assert.equal(to, "next");
  });

  it("takes keys and values from references", () => {
    const { attributes } = updated({ Attributes: { "$.Attributes.key": "in $.AwsRegion" } }, given({ key: "place" }));
    assert.deepEqual(attributes, { key: "place", place: "in us-east-1" });
  });

  it("reads every value before it writes any", () => {
    const { attributes } = updated(
      { Attributes: { a: "$.Attributes.b", b: "$.Attributes.a" } },
      given({ a: "first", b: "second" }),
    );
    assert.deepEqual(attributes, { a: "second", b: "first" });
  });

  it("sets an attribute to empty when its value is missing, and warns", () => {
    const { attributes, record } = updated({ Attributes: { a: "$.External.gone" } });
    assert.deepEqual(attributes, { a: "" });
    assert.deepEqual(record?.warnings, ["$.External.gone has no value; it is read as empty."]);
  });

  it("keeps a key named __proto__ as a key", () => {
    const parameters: Record<string, unknown> = JSON.parse('{"Attributes":{"__proto__":"x"}}');
    const { attributes } = updated(parameters);
    assert.deepEqual(Object.entries(attributes), [["__proto__", "x"]]);
  });

  it("changes the current contact where the target says so, or says nothing", () => {
    assert.equal(updated({ Attributes: { a: "1" }, TargetContact: "Current" }).to, "next");
  });

  it("changes the related contact where the target says so", () => {
    const { contact: related, contacts } = contactFor(greeting());
    const { instance, flow: started } = related;
    const target = flow(
      "related",
      action(
        "set",
        "UpdateContactAttributes",
        { Attributes: { a: "$.Attributes.b" }, TargetContact: "Related" },
        { next: "end" },
      ),
      disconnect("end"),
    );
    const request = { ...related.request, Attributes: { b: "1" } };
    const { contact } = contacts.start(instance, instance.load(target), request, Number.POSITIVE_INFINITY, related);
    assert.notEqual(contact.flow, started);
    runFlow(contact);
    assert.deepEqual(Object.fromEntries(related.attributes), { a: "1" });
    assert.deepEqual(Object.fromEntries(contact.attributes), { b: "1" });
  });

  it("takes the error branch for the related contact, which there is not", () => {
    const { attributes, to, record } = updated({ Attributes: { a: "1" }, TargetContact: "Related" });
    assert.deepEqual(attributes, {});
    assert.equal(to, "error");
    assert.deepEqual(record?.warnings, ["The contact has no related contact."]);
  });

  it("sets all or none: more than 32,768 bytes in all take the error branch", () => {
    const most = updated({ Attributes: { a: "x".repeat(32_767) } });
    assert.equal(most.to, "next");
    const over = updated({ Attributes: { small: "1", a: "ü".repeat(16_384) } }, given({ before: "kept" }));
    assert.equal(over.to, "error");
    assert.deepEqual(over.attributes, { before: "kept" });
    assert.deepEqual(over.record?.warnings, ["The attributes would have 32785 bytes; 32768 is the limit."]);
  });

  it("succeeds when there is nothing to set", () => {
    assert.equal(updated({}).to, "next");
  });
});
