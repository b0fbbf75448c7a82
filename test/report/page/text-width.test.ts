import assert from "node:assert/strict";
import fc from "fast-check";
import { fitted, isRightToLeft, textWidth, wrapped } from "../../../provider/report/page/text-width.js";

const size = 12;

describe("a text that is drawn", () => {
  it("is cut where it has no room", () => {
    assert.equal(fitted("Play prompt", 200, size), "Play prompt");
    assert.equal(fitted("Set recording and analytics behavior", 120, size), "Set recording an…");
    assert.equal(fitted("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 39, size), "👩‍👩‍👧👩‍👩‍👧…");
    assert.equal(fitted("a\n  b", 200, size), "a b");
  });

  it("is wrapped at blanks, and cut in its last line", () => {
    assert.deepEqual(wrapped("Welcome to Example Mobile, how are you today?", 120, size, 2), [
      "Welcome to",
      "Example Mobile,…",
    ]);
    assert.deepEqual(wrapped("Hello", 120, size, 2), ["Hello"]);
    assert.deepEqual(wrapped("営業時間営業時間営業時間", 60, size, 2), ["営業時…"]);
  });

  it("never takes more than its room, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), fc.integer({ min: 30, max: 300 }), (text, room) => {
        for (const line of [fitted(text, room, size), ...wrapped(text, room, size, 2)]) {
          assert(textWidth(line, size) <= room, line);
        }
        assert(wrapped(text, room, size, 2).length <= 2);
      }),
    );
  });

  it("begins at the right in scripts that are written so", () => {
    assert(isRightToLeft("مرحبًا"));
    assert(isRightToLeft("“שלום”"));
    assert(!isRightToLeft("Hello مرحبًا"));
    assert(!isRightToLeft("12"));
  });
});
