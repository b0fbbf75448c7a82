import assert from "node:assert/strict";
import * as v from "valibot";
import { exactly, someText } from "../../provider/conversation/schema.js";

function complaints(schema: v.GenericSchema, value: unknown): string[] {
  return (v.safeParse(schema, value).issues ?? []).map((issue) => `${v.getDotPath(issue) ?? ""}: ${issue.message}`);
}

describe("someText", () => {
  it("takes a text", () => {
    assert.deepEqual(complaints(someText, " "), []);
  });

  it("refuses an empty text", () => {
    assert.deepEqual(complaints(someText, ""), [": Expected a text that is not empty"]);
  });

  for (const value of [1, null, undefined, {}, ["text"]]) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      assert.deepEqual(complaints(someText, value), [": Expected a text"]);
    });
  }
});

describe("exactly", () => {
  const schema = exactly({ name: someText, note: v.optional(someText) });

  it("takes an object with the properties", () => {
    assert.deepEqual(complaints(schema, { name: "Ada" }), []);
    assert.deepEqual(complaints(schema, { name: "Ada", note: "new" }), []);
  });

  it("names a property that there is not", () => {
    assert.deepEqual(complaints(schema, { name: "Ada", nmae: "Ada" }), [
      "nmae: There is no such property; did you mean name?",
    ]);
  });

  it("names a property that is missing", () => {
    assert.deepEqual(complaints(schema, { note: "new" }), ["name: Expected a value; it is missing"]);
  });

  it("tells a property's own complaint", () => {
    assert.deepEqual(complaints(schema, { name: 1 }), ["name: Expected a text"]);
  });
});
