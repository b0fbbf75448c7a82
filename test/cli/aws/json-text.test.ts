import assert from "node:assert/strict";
import fc from "fast-check";
import { type JsonProblem, parsedJson } from "../../../provider/cli/aws/json-text.js";

function problemOf(text: string): JsonProblem {
  const parsed = parsedJson(text);
  return "problem" in parsed ? parsed.problem : assert.fail(`${text} is taken`);
}

describe("parsedJson", () => {
  it("gives the value of a JSON text", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        assert.deepEqual(parsedJson(JSON.stringify(value)), { value: JSON.parse(JSON.stringify(value)) }),
      ),
    );
  });

  it("says what is wrong in JavaScript's words, and where", () => {
    const rows: readonly (readonly [string, number, RegExp])[] = [
      ["", 0, /^Unexpected end of JSON input$/],
      ['{"a":b}', 5, /^Unexpected token 'b'$/],
      ['{"a":1', 6, /^Expected ',' or '}' after property value$/],
      ['{"a":1,}', 7, /^Expected double-quoted property name$/],
      ['{"a" 1}', 5, /^Expected ':' after property name$/],
      ['["😀", x]', 7, /^Unexpected token 'x'$/],
      ['{"a":tru}', 8, /^Unexpected token '}'$/],
      ["[1] x", 4, /^Unexpected non-whitespace character$/],
      ['["\n"]', 2, /^Bad control character in string literal$/],
    ];
    for (const [text, position, reason] of rows) {
      const problem = problemOf(text);
      assert.equal(problem.position, position, text);
      assert.match(problem.reason, reason);
    }
  });

  it("gives a place inside the text for any text that is not JSON", () => {
    const edited = fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 })).map(([json, at, put]) => {
      const place = at % (json.length + 1);
      return json.slice(0, place) + put + json.slice(place + 1);
    });
    fc.assert(
      fc.property(edited, (text) => {
        const parsed = parsedJson(text);
        if ("problem" in parsed) assert.ok(parsed.problem.position >= 0 && parsed.problem.position <= text.length);
      }),
    );
  });

  it("refuses what is nested so deeply that walking through it would be a danger", () => {
    const nested = (depth: number) => `${'{"a":['.repeat(depth / 2)}"]"${"]}".repeat(depth / 2)}`;
    assert.ok("value" in parsedJson(nested(500)));
    assert.deepEqual(problemOf(nested(502)), { position: 1500, reason: "More than 500 levels deep" });
    assert.equal(problemOf(nested(1_000_000)).position, 1500);
    assert.ok("value" in parsedJson(`"${'\\"['.repeat(5_000_000)}"`));
  });
});
