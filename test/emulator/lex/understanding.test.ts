import assert from "node:assert/strict";
import fc from "fast-check";
import { slotValue, understood } from "../../../provider/emulator/lex/understanding.js";

const intents = [
  { name: "Agent", utterances: ["talk to an agent", "agent"] },
  {
    name: "Order",
    utterances: ["where is {order}", "{order} to {place} please", "my e-mail is {mail}"],
    slots: [
      { name: "order", pattern: "[A-Z]?[0-9]+" },
      { name: "place", values: [{ value: "BRN", synonyms: ["Bern"] }, "ZRH"] },
    ],
  },
  { name: "Greeting", utterances: ["grüß gott", "C++", "order {order}"] },
];
const found = (text: string) => {
  const result = understood(intents, text);
  return result && [result.intent.name, result.slots];
};

describe("understood", () => {
  it("finds the intent of an utterance, without regard to case, punctuation and white space", () => {
    for (const text of ["agent", "Agent!", "  TALK   to an agent.  ", "talk, to an agent?"]) {
      assert.deepEqual(found(text), ["Agent", {}], text);
    }
    assert.deepEqual(found("Grüß Gott"), ["Greeting", {}]);
    assert.deepEqual(found("Gru\u0308ß Gott"), ["Greeting", {}]);
  });

  it("takes the whole of what is said, not a part", () => {
    assert.equal(found("an agent"), undefined);
    assert.equal(found("agents"), undefined);
    assert.equal(found(""), undefined);
  });

  it("takes slots from where they stand, as the flow sees them", () => {
    assert.deepEqual(found("Where is 42?"), ["Order", { order: "42" }]);
    assert.deepEqual(found("WHERE IS A42"), ["Order", { order: "A42" }]);
    assert.deepEqual(found("42 to bern please"), ["Order", { order: "42", place: "BRN" }]);
    assert.deepEqual(found("My e-mail is ada@example.com"), ["Order", { mail: "ada@example.com" }]);
  });

  it("does not take an utterance whose slot has no such value", () => {
    assert.equal(found("where is my parcel"), undefined);
    assert.equal(found("42 to Geneva please"), undefined);
    assert.deepEqual(found("order everything"), ["Greeting", { order: "everything" }]);
  });

  it("takes what looks like a regular expression for punctuation", () => {
    const odd = [{ name: "Odd", utterances: ["a.c (x)", "[b] {slot} $"] }];
    assert.equal(understood(odd, "abc (x)"), undefined);
    assert.equal(understood(odd, "a c x")?.intent.name, "Odd");
    assert.deepEqual(understood(odd, "b (5)")?.slots, { slot: "(5)" });
  });

  it("takes a word for a slot's neighbour where it stands by itself", () => {
    assert.equal(understood([{ name: "X", utterances: ["refund {order}"] }], "refunds"), undefined);
    assert.deepEqual(understood([{ name: "X", utterances: ["{order}を返品"] }], "123を返品")?.slots, { order: "123" });
    assert.deepEqual(understood([{ name: "X", utterances: ["{any}"] }], "Anything, really!")?.slots, {
      any: "Anything, really",
    });
  });

  it("understands every utterance of letters that it was given", () => {
    const words = fc.array(fc.stringMatching(/^[a-zäöü]{1,8}$/), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(words, (list) => {
        const text = list.join(" ");
        assert.equal(understood([{ name: "X", utterances: [text] }], `${text.toUpperCase()}!`)?.intent.name, "X");
      }),
    );
  });

  it("answers any text without an error", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (utterance, text) => {
        understood([{ name: "X", utterances: [utterance], slots: [{ name: "a" }] }], text);
      }),
    );
  });
});

describe("slotValue", () => {
  it("takes any answer that is not blank, where nothing is said about it", () => {
    assert.equal(slotValue({ name: "a" }, " Two words "), "Two words");
    assert.equal(slotValue({ name: "a" }, "  "), undefined);
  });

  it("takes one of the values, or of their synonyms", () => {
    const slot = { name: "size", values: ["S", { value: "L", synonyms: ["large", "big one"] }] };
    assert.equal(slotValue(slot, "s"), "S");
    assert.equal(slotValue(slot, "Big one!"), "L");
    assert.equal(slotValue(slot, "XL"), undefined);
  });

  it("takes what the pattern matches as a whole", () => {
    const slot = { name: "order", pattern: "[0-9]{3}|x" };
    assert.equal(slotValue(slot, "123"), "123");
    assert.equal(slotValue(slot, "1234"), undefined);
    assert.equal(slotValue(slot, "x"), "x");
  });
});
