import assert from "node:assert/strict";
import { columnsOf, cutTo, padEnd, padStart, tame } from "../../provider/report/columns.js";

describe("columns of a terminal", () => {
  for (const [text, columns] of [
    ["", 0],
    ["Öffnungszeiten", 14],
    ["営業時間", 8],
    ["أوقات العمل", 11],
    ["ไทย", 3],
    ["👩‍👩‍👧 ok", 5],
  ] as const) {
    it(`are ${columns} for “${text}”`, () => assert.equal(columnsOf(text), columns));
  }

  it("are filled up, and never less than the text", () => {
    assert.equal(padEnd(6, "営業"), "営業  ");
    assert.equal(padStart(6, "営業"), "  営業");
    assert.equal(padEnd(2, "menu"), "menu");
  });

  it("are kept to by cutting, whole characters at a time", () => {
    assert.equal(cutTo(4, "menu"), "menu");
    assert.equal(cutTo(3, "menu"), "me…");
    assert.equal(cutTo(4, "営業時間"), "営…");
    assert.equal(cutTo(1, "menu"), "…");
  });

  it("hold nothing that a terminal obeys", () => {
    assert.equal(tame("a\u001B[31mb\nc\u202Ed\u0007"), "a [31mb c d ");
  });
});
