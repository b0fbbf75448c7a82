import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import { yamlText } from "../../../provider/cli/aws/yaml-text.js";

/** A text, and how AWS CLI 2.36.12 writes it. */
const scalars: Readonly<Record<string, string>> = {
  word: "word",
  "": "''",
  yes: "yes",
  true: "'true'",
  NULL: "'NULL'",
  "~": "'~'",
  "=": "'='",
  "<<": "'<<'",
  "012": "'012'",
  "1_000": "'1_000'",
  _1: "_1",
  "1e3": "'1e3'",
  "1:20": "1:20",
  ".5": "'.5'",
  ".": ".",
  "+.inf": "'+.inf'",
  "2020-01-01": "'2020-01-01'",
  "2020-01-01T00:00:00Z": "'2020-01-01T00:00:00Z'",
  "-": "'-'",
  "-a": "-a",
  "--- a": "'--- a'",
  "?a": "?a",
  ":a": ":a",
  "a:": "'a:'",
  "a:b": "a:b",
  "a :b": "a :b",
  "a #b": "'a #b'",
  "a#b": "a#b",
  "[a": "'[a'",
  "a,b]": "a,b]",
  "it's": "it's",
  "'a'": "'''a'''",
  "a ": "'a '",
  é: "é",
  "a\tb": '"a\\tb"',
  "\\": "\\",
  '"': "'\"'",
  "😀": '"\\U0001F600"',
  "\ufeff": '"\\uFEFF"',
  "\u0085": '"\\N"',
  "\x1b\0": '"\\e\\0"',
  "a\nb": "'a\n\n  b'",
  "a\n b": '"a\\n b"',
  "a\n": "'a\n\n  '",
  "\u2028": "'\u2028  '",
};

/** YAML 1.2 no longer knows these two as line breaks, as which libyaml writes them. */
const separators = /[\u2028\u2029]/g;
const text = fc.string({ unit: "binary" }).map((characters) => characters.replaceAll(separators, "\n"));
const key = fc
  .oneof(fc.constantFrom("", " ", "a: b", "?", "word ".repeat(30), "é".repeat(65), "1\n2"), text)
  .filter((name) => !/^(0|[1-9]\d*)$|^__proto__$/.test(name));

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    text,
    fc.lorem({ maxCount: 40 }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe("yamlText", () => {
  it("writes texts with the quotes that the AWS CLI gives them", () => {
    for (const [text, written] of Object.entries(scalars)) {
      assert.equal(yamlText([text]), `- ${written}\n`, JSON.stringify(text));
    }
  });

  it("folds at the first space after 80 characters, but no key", () => {
    const words = "word ".repeat(20).trim();
    assert.equal(yamlText({ a: words }), `a: ${"word ".repeat(16).trim()}\n  ${"word ".repeat(4).trim()}\n`);
    assert.equal(yamlText({ [words]: 1 }), `${words}: 1\n`);
    assert.equal(yamlText(["\t word".repeat(14)]), `- "${"\\t word".repeat(11)}\\t\n  ${"word\\t ".repeat(2)}word"\n`);
  });

  it("sorts keys by their code points, and puts long ones and those of several lines after a question mark", () => {
    const long = "é".repeat(65);
    assert.equal(
      yamlText({ "😀": 1, "\uffff": 2, b: [], a: {}, [long]: [3, { x: 4 }], "1\n2": { y: [5] } }),
      `? '1\n\n  2'\n: y:\n  - 5\na: {}\nb: []\n? ${long}\n: - 3\n  - x: 4\n"\\uFFFF": 2\n"\\U0001F600": 1\n`,
    );
  });

  it("puts lists under their key without an indent, and one collection in another on one line", () => {
    assert.equal(
      yamlText({ a: [[1, [2]], { b: null, c: { d: true } }] }),
      "a:\n- - 1\n  - - 2\n- b: null\n  c:\n    d: true\n",
    );
  });

  it("names what stands there twice", () => {
    const [one, two] = [{ x: 1 }, [2]];
    assert.equal(
      yamlText({ a: two, b: one, c: [one, two], d: [{}, []] }),
      "a: &id002\n- 2\nb: &id001\n  x: 1\nc:\n- *id001\n- *id002\nd:\n- {}\n- []\n",
    );
  });

  it("is read back to the same value", () => {
    fc.assert(
      fc.property(fc.array(value), fc.dictionary(key, value, { noNullPrototype: true }), (list, record) => {
        assert.deepEqual(parse(yamlText(list)), list);
        assert.deepEqual(parse(yamlText(record)), record);
      }),
      { numRuns: 500 },
    );
  });
});
