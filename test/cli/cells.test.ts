import assert from "node:assert/strict";
import fc from "fast-check";
import { cellsOf, harmless, isolated, linesOf, rowsOf } from "../../provider/cli/cells.js";

const anyText = fc.string({ unit: "grapheme", maxLength: 60 });

describe("a text in a terminal", () => {
  for (const [text, cells] of [
    ["", 0],
    ["hello", 5],
    ["Grüße", 5],
    ["Gru\u0308ße", 5],
    ["你好", 4],
    ["カタカナ", 8],
    ["한국어", 6],
    ["👍", 2],
    ["👩‍👩‍👧‍👦", 2],
    ["🇩🇪", 2],
    ["❤️", 2],
    ["שלום", 4],
    ["مَرْحَبًا", 5],
    ["a\u200Bb", 2],
  ] as const) {
    it(`takes ${cells} cells for ${JSON.stringify(text)}`, () => assert.equal(cellsOf(text), cells));
  }

  for (const [text, most, lines] of [
    ["one two three", 7, ["one two", "three"]],
    ["one two three", 100, ["one two three"]],
    ["abcdefgh", 3, ["abc", "def", "gh"]],
    ["a abcdefgh", 3, ["a", "abc", "def", "gh"]],
    ["你好吗你", 5, ["你好", "吗你"]],
    ["a\n\nb", 5, ["a", "", "b"]],
    ["", 5, [""]],
    ["ab  cd", 2, ["ab", "cd"]],
    ["你", 1, ["你"]],
  ] as const) {
    it(`is broken to ${most} cells as ${JSON.stringify(lines)}`, () => assert.deepEqual(linesOf(text, most), lines));
  }

  it("is broken into lines that fit, and loses nothing but spaces", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 30 }), (text, most) => {
        const lines = linesOf(text, most);
        for (const line of lines) assert.ok(cellsOf(line) <= most, line);
        const solid = (value: string) => value.replace(/\s/g, "");
        assert.equal(solid(lines.join("")), solid(text));
      }),
    );
  });

  for (const [text, columns, rows] of [
    ["", 10, 1],
    ["123456789", 10, 1],
    ["1234567890", 10, 2],
    ["12345678901", 10, 2],
    ["123456789你", 10, 2],
  ] as const) {
    it(`takes ${rows} rows of ${columns} columns for ${text || "nothing"}`, () =>
      assert.equal(rowsOf(text, columns), rows));
  }

  it("keeps no control character but ends of lines", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        assert.doesNotMatch(harmless(text).replaceAll("\n", ""), /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
    assert.equal(harmless("a\u001B[2Jb\u202Ec\r\nd\re\tf"), "a\uFFFD[2Jb\uFFFDc\nd\ne  f");
  });

  it("stands by itself where it runs from right to left, and is left alone where it does not", () => {
    assert.equal(isolated("שלום 12"), "\u2068שלום 12\u2069");
    assert.equal(isolated("Grüße 你好"), "Grüße 你好");
  });
});
