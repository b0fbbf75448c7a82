import assert from "node:assert/strict";
import fc from "fast-check";
import { editDistance, nearest } from "../../provider/flow/nearest.js";

const name = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });

describe("editDistance", () => {
  it("counts letters put in, taken out, replaced and swapped", () => {
    for (const [from, to, distance] of [
      ["Wait", "Wait", 0],
      ["Wait", "Waits", 1],
      ["Wiat", "Wait", 1],
      ["Weit", "Wait", 1],
      ["", "abc", 3],
      ["kitten", "sitting", 3],
    ] as const) {
      assert.equal(editDistance(from, to), distance, `${from} ${to}`);
    }
  });

  it("is the same both ways, and 0 for the same name alone", () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        assert.equal(editDistance(one, other), editDistance(other, one));
        assert.equal(editDistance(one, other) === 0, one === other);
        assert(editDistance(one, other) <= Math.max(one.length, other.length));
      }),
    );
  });
});

describe("nearest", () => {
  const known = ["MessageParticipant", "DisconnectParticipant", "Wait", "Loop"];

  it("finds what was meant", () => {
    assert.equal(nearest("MesageParticipant", known), "MessageParticipant");
    assert.equal(nearest("messageparticipant", known), "MessageParticipant");
    assert.equal(nearest("Wiat", known), "Wait");
  });

  it("finds nothing where nothing is near", () => {
    assert.equal(nearest("ShowView", known), undefined);
    assert.equal(nearest("", known), undefined);
    assert.equal(nearest("1", ["0", "2"]), undefined);
    assert.equal(nearest("W".repeat(1_000_000), known), undefined);
  });
});
