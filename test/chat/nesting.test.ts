import assert from "node:assert/strict";
import { isTooDeep } from "../../provider/chat/nesting.js";

const nested = (levels: number) => {
  let value: unknown = "in";
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? { value } : [value];
  return value;
};

describe("the depth of a value", () => {
  it("may be a hundred levels", () => {
    for (const value of [undefined, null, "text", 5, {}, [], nested(1), nested(99), nested(100)]) {
      assert.equal(isTooDeep(value), false);
    }
  });

  it("may not be more, by any number", () => {
    for (const levels of [101, 2_000, 1_000_000]) assert.equal(isTooDeep(nested(levels)), true);
  });

  it("is too much for a value that holds itself", () => {
    const circle: unknown[] = [];
    circle.push(circle, circle, { circle });
    assert.equal(isTooDeep(circle), true);
  });

  it("does not grow with the width", () => {
    assert.equal(isTooDeep(Array(1_000_000).fill([1])), false);
  });
});
