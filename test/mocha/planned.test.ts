import assert from "node:assert/strict";
import fc from "fast-check";
import { ChatCheckError } from "../../provider/errors.js";
import { plannedTests, selectionFrom, shardOf, tagExpression } from "../../provider/mocha/planned.js";

const steps = [{ say: "Hi" }];
const written = (name: string, more = {}) => ({ name, conversation: { name, steps, ...more } });
const titles = (...all: readonly ReturnType<typeof written>[]) =>
  plannedTests(all, "/x.chat.yaml").map(({ title }) => title);

describe("planned tests", () => {
  it("are one a conversation, and one a row of it", () => {
    const rows = [
      { name: "German", hello: "Hallo" },
      { hello: "Salut", times: 2 },
    ];
    assert.deepEqual(titles(written("greets"), written("greets in all languages", { rows })), [
      "greets",
      "greets in all languages: German",
      "greets in all languages: hello Salut, times 2",
    ]);
  });

  it("have each title once in a file", () => {
    const rows = [{ a: 1 }, { a: 1 }];
    assert.deepEqual(titles(written("a"), written("a"), written("b", { rows })), [
      "a",
      "a (2)",
      "b: a 1",
      "b: a 1 (2)",
    ]);
  });

  it("have another name than tests of before", () => {
    const taken = new Set(["one › a"]);
    const [test] = plannedTests([written("a")], "/x.test.ts", ["one"], taken);
    assert.deepEqual([test?.fullName, test?.title], ["one › a (2)", "a (2)"]);
    assert.ok(taken.has("one › a (2)"));
  });

  it("are named with the suites of a program", () => {
    const [test] = plannedTests([written("a", { rows: [{ b: 1 }] })], "/x.test.ts", ["welcome", "by night"]);
    assert.deepEqual(
      [test?.name, test?.fullName, test?.title],
      ["welcome › by night › a", "welcome › by night › a: b 1", "a: b 1"],
    );
  });
});

describe("tags", () => {
  const chosen = (expression: string, ...tags: readonly string[]) => tagExpression(expression)(tags);

  it("are alternatives with commas, which bind tighter than and", () => {
    assert.deepEqual(
      [chosen("a,b", "b"), chosen("a, b", "c"), chosen("a,b and c", "a"), chosen("a,b and c", "b", "c")],
      [true, false, false, true],
    );
  });

  it("are left out with not", () => {
    assert.deepEqual(
      [chosen("not a"), chosen("not a,b", "b"), chosen("a and not slow", "a"), chosen("a and not slow", "a", "slow")],
      [true, false, true, false],
    );
  });

  it("may have and, or not, in their names", () => {
    assert.deepEqual([chosen("brand", "brand"), chosen("nothing", "nothing")], [true, true]);
  });

  it("refuse what is no expression", () => {
    for (const expression of ["", "a b", "a,,b", "a and", "not"]) {
      assert.throws(() => tagExpression(expression), ChatCheckError, expression);
    }
  });
});

describe("shards", () => {
  it("have every test in exactly one of them, whatever else there is", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 9 }), (key, parts) => {
        const holding = Array.from({ length: parts }, (_, index) => shardOf(`${index + 1}/${parts}`)(key));
        assert.equal(holding.filter(Boolean).length, 1);
      }),
    );
  });

  it("are of about the same size", () => {
    const sizes = [1, 2, 3, 4].map(
      (index) => Array.from({ length: 400 }, (_, key) => `file\n${key}`).filter(shardOf(`${index}/4`)).length,
    );
    assert.ok(
      sizes.every((size) => size > 70 && size < 130),
      String(sizes),
    );
  });

  it("refuse what is none", () => {
    for (const shard of ["0/2", "3/2", "1", "a/b", "1/2/3"]) assert.throws(() => shardOf(shard), ChatCheckError, shard);
  });
});

describe("the selection of a run", () => {
  it("is everything where the environment says nothing", () => {
    const { holds } = selectionFrom({});
    assert.equal(holds({ fullName: "a", conversation: { steps } }, "x"), true);
  });

  it("asks for tags, only and shard, all of them", () => {
    const { holds } = selectionFrom({ CHAT_CHECK_TAGS: "smoke", CHAT_CHECK_ONLY: "1", CHAT_CHECK_SHARD: "1/1" });
    const held = (more: object) => holds({ fullName: "a", conversation: { steps, ...more } }, "x");
    assert.deepEqual(
      [held({ tags: ["smoke"], only: true }), held({ tags: ["smoke"] }), held({ only: true })],
      [true, false, false],
    );
  });
});
