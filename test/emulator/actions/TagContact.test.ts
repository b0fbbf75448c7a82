import assert from "node:assert/strict";
import { action } from "../../flows.js";
import { oneAction } from "../one-action.js";

const tag = (Tags: unknown, first: Readonly<Record<string, string>> = {}) =>
  oneAction(
    "TagContact",
    { Tags },
    {
      first: [action("first", "TagContact", { Tags: first }, { errors: { NoMatchingError: "it" } })],
      tells: "$.Tags.team $.Attributes.x",
    },
  );
const some = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, "x"]));

describe("TagContact", () => {
  it("adds and replaces tags, and keeps the others", () => {
    const { branch, contact, told } = tag({ team: "red", b: "2" }, { a: "1", b: "1" });
    assert.equal(branch(), "next");
    assert.deepEqual(Object.fromEntries(contact.tags), { a: "1", b: "2", team: "red" });
    assert.equal(told(), "red ");
  });

  it("has room for six, and adds none of more", () => {
    assert.equal(tag(some(6)).branch(), "next");
    assert.equal(tag(some(7)).branch(), "NoMatchingError");
    const { branch, contact } = tag(some(3), { a: "", b: "", c: "", d: "" });
    assert.equal(branch(), "NoMatchingError");
    assert.deepEqual([...contact.tags.keys()], ["a", "b", "c", "d"]);
  });

  it("takes the error branch for a key that AWS reserves", () => {
    assert.equal(tag({ "aws:team": "x" }).branch(), "NoMatchingError");
  });
});
