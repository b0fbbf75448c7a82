import assert from "node:assert/strict";
import fc from "fast-check";
import {
  deepestNesting,
  type JsonNode,
  JsonSyntaxError,
  memberOf,
  memberValue,
  offsetsInString,
  placesIn,
  plain,
  readJson,
} from "../../provider/flow/json-tree.js";

/** What `JSON.parse` makes of it, or that it refuses it. */
function parsed(text: string): unknown {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return "refused";
  }
}

function read(text: string): unknown {
  try {
    return { value: plain(readJson(text)) };
  } catch (error) {
    assert(error instanceof JsonSyntaxError, String(error));
    return "refused";
  }
}

function* nodes(node: JsonNode): Generator<JsonNode> {
  yield node;
  if (node.kind === "array") for (const item of node.items) yield* nodes(item);
  if (node.kind === "object") for (const { value } of node.members) yield* nodes(value);
}

describe("readJson", () => {
  it("reads what JSON.parse reads, however it is written", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(undefined, 2, "\t", "\r\n"), (json, space) => {
        const text = JSON.stringify(JSON.parse(json), null, space?.toString().replace("\r\n", " "));
        const spaced = space === "\r\n" ? text.replaceAll("\n", "\r\n") : text;
        assert.deepEqual(read(spaced), parsed(spaced));
      }),
    );
  });

  it("refuses what JSON.parse refuses", () => {
    const pieces = ["{", "}", "[", "]", ",", ":", '"a"', '"\\u00e9"', '"\\x"', '"', "\\", "1", "-", "01", "1e5", "."];
    const more = ["true", "null", "nul", " ", "\n", "\u00a0", '"\n"', "'a'", "//"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 8 }), (words) => {
        const text = words.join("");
        assert.deepEqual(read(text), parsed(text), text);
      }),
      { numRuns: 3000 },
    );
  });

  it("knows where each value stands", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 2);
        for (const node of nodes(readJson(text))) {
          assert.deepEqual(JSON.parse(text.slice(node.start, node.end)), plain(node));
        }
      }),
    );
  });

  it("tells where a text stops being JSON", () => {
    const stops: Readonly<Record<string, readonly [number, string]>> = {
      '{"a": }': [6, 'A value should stand here, not "}"'],
      '{"a" 1}': [5, 'A colon should stand here, not "1"'],
      '{"a": 1 "b": 2}': [8, '"," or "}" should stand here, not "\\""'],
      '{"a": 1,}': [8, 'A string should stand here, not "}"'],
      "[1 2]": [3, '"," or "]" should stand here, not "2"'],
      "[1": [2, '"," or "]" should stand here, not the end'],
      "{} x": [3, 'Nothing more should stand here, not "x"'],
      "": [0, "A value should stand here, not the end"],
      '["a': [1, "The string does not end"],
      '["a\\q"]': [1, "The string holds a control character, or an escape that JSON does not have"],
    };
    for (const [text, [start, message]] of Object.entries(stops)) {
      assert.throws(
        () => readJson(text),
        (error) => error instanceof JsonSyntaxError && error.at.start === start && error.message === message,
        text,
      );
    }
  });

  it("refuses what nests too deeply, and reads what nests almost so", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    assert.equal(readJson(nested(deepestNesting)).kind, "array");
    assert.throws(() => readJson(nested(100_000)), JsonSyntaxError);
  });

  it("reads a text of several megabytes", () => {
    const long = "a\\n".repeat(1_000_000);
    assert.equal(plain(readJson(`"${long}"`)), "a\n".repeat(1_000_000));
  });
});

describe("memberOf", () => {
  const tree = readJson('{"a": 1, "a": 2, "__proto__": 3}');

  it("takes the last of several, as JSON.parse does", () => {
    assert.equal(plain(memberValue(tree, "a") as JsonNode), 2);
    assert.equal(memberOf(tree, "a")?.keySpan.start, 9);
  });

  it("knows own members only", () => {
    assert.equal(memberOf(tree, "toString"), undefined);
    assert.equal(plain(memberValue(tree, "__proto__") as JsonNode), 3);
    assert.deepEqual(Object.keys(plain(tree) as object), ["a", "__proto__"]);
  });
});

describe("offsetsInString", () => {
  it("tells where each character of a text in a text stands", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (inner) => {
        const outer = `{"Content": ${JSON.stringify(inner)}}`;
        const node = memberValue(readJson(outer), "Content") as JsonNode;
        const offset = offsetsInString(outer, node);
        for (let at = 0; at < inner.length; at++) {
          const raw = outer.slice(offset(at), offset(at + 1));
          assert.equal(JSON.parse(`"${raw}"`), inner[at]);
        }
        assert.equal(offset(inner.length), node.end - 1);
      }),
    );
  });
});

describe("placesIn", () => {
  it("counts lines and columns from 1", () => {
    const place = placesIn("ab\ncd\r\n\nö€x");
    assert.deepEqual([0, 1, 2, 3, 6, 7, 8, 10].map(place), [
      { line: 1, column: 1 },
      { line: 1, column: 2 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 2, column: 4 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
      { line: 4, column: 3 },
    ]);
  });
});
