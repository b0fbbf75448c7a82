import assert from "node:assert/strict";
import { type Identifiers, identifiers, nameBasedId } from "../../provider/emulator/identifiers.js";

const some = (ids: Identifiers) => [ids.id(), ids.token(), ids.random(), ids.id()];

describe("identifiers", () => {
  it("gives ids that are UUIDs of version 4, each its own", () => {
    const ids = identifiers();
    const many = Array.from({ length: 100 }, () => ids.id());
    for (const id of many) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(new Set(many).size, 100);
  });

  it("gives tokens that are safe in a URL and can be told by their start, each its own", () => {
    const ids = identifiers();
    const many = Array.from({ length: 100 }, () => ids.token());
    for (const token of many) assert.match(token, /^emulated_token_[\w-]{96}$/);
    assert.equal(new Set(many).size, 100);
  });

  it("gives chances from 0 up to 1, spread over the whole", () => {
    const ids = identifiers(1);
    const many = Array.from({ length: 1000 }, () => ids.random());
    assert(many.every((chance) => chance >= 0 && chance < 1));
    assert(many.some((chance) => chance < 0.01) && many.some((chance) => chance > 0.99));
  });

  it("repeats everything for the same seed", () => {
    assert.deepEqual(some(identifiers(7)), some(identifiers(7)));
  });

  it("repeats nothing for another seed, or without one", () => {
    const all = [identifiers(7), identifiers(8), identifiers(), identifiers()].flatMap(some);
    assert.equal(new Set(all).size, all.length);
  });
});

describe("nameBasedId", () => {
  it("gives the same UUID of version 5 for the same names", () => {
    assert.equal(nameBasedId("instance", "greeting"), "0e3cc154-d6be-556e-8de4-5ef7990680e1");
  });

  it("tells names apart, wherever they are divided", () => {
    const ids = [nameBasedId("a", "bc"), nameBasedId("ab", "c"), nameBasedId("abc"), nameBasedId("bc", "a")];
    assert.equal(new Set(ids).size, ids.length);
  });
});
