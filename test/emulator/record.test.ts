import assert from "node:assert/strict";
import { isTrue, record, textOf } from "../../provider/emulator/record.js";

describe("a value of a flow", () => {
  it("is read as an object, where it is one", () => {
    assert.deepEqual(record({ a: 1 }), { a: 1 });
    for (const other of [undefined, null, "text", 5, ["a"]]) assert.deepEqual(record(other), {});
  });

  it("is read as a text, an object as its JSON", () => {
    assert.deepEqual(["a", 5, true, null, undefined, { toString: 1 }, [1]].map(textOf), [
      "a",
      "5",
      "true",
      "null",
      "undefined",
      '{"toString":1}',
      "[1]",
    ]);
  });

  it("is read as a switch", () => {
    assert.deepEqual(["True", "true", true, "TRUE", "False", "", 1, { toString: 1 }].map(isTrue), [
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
