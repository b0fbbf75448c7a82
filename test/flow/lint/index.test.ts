import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { actionTypes } from "../../../provider/flow/action-types.js";
import { operators } from "../../../provider/flow/branch.js";
import { lintFlow, looksLikeFlow, rules, severities, usualRules } from "../../../provider/flow/lint/index.js";
import { action, disconnect, flow, say } from "../../flows.js";

const every = { rules: new Set(rules.map(({ id }) => id)) };
const greeting = JSON.stringify(flow("", say("hello", "Hello", "end"), disconnect()).content);

describe("the rules", () => {
  it("have ids and descriptions of one form", () => {
    const ids = rules.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, severity, description } of rules) {
      assert.match(id, /^[a-z]+(?:-[a-z]+)*$/);
      assert.match(description, /^[A-Z].*[^.]$/, id);
      assert(severities.includes(severity));
    }
  });

  it("are on unless they say otherwise", () => {
    const off = rules.filter(({ id }) => !usualRules.has(id)).map(({ id }) => id);
    assert.deepEqual(off, ["no-effect-on-chat"]);
  });

  it("have a test each", () => {
    const tests = readdirSync(__dirname).map((file) => readFileSync(`${__dirname}/${file}`, "utf8"));
    const tested = tests.flatMap((source) => [...source.matchAll(/^describeRule\("([a-z-]+)"/gm)].map(([, id]) => id));
    assert.deepEqual(tested.sort(), rules.map(({ id }) => id).sort());
  });
});

describe("lintFlow", () => {
  it("finds nothing in a flow that is whole", () => {
    assert.deepEqual(lintFlow(greeting, every), []);
  });

  it("tells what it found, with line and column, in the order of the file", () => {
    const text = `{
  "Version": "2019-10-30",
  "StartAction": "menu",
  "Actions": [
    { "Identifier": "menu", "Type": "GetParticipantInput",
      "Parameters": { "Text": "", "StoreInput": "False", "InputTimeLimitSeconds": "5" },
      "Transitions": { "NextAction": "end",
        "Errors": [
          { "NextAction": "end", "ErrorType": "NoMatchingError" },
          { "NextAction": "end", "ErrorType": "InputTimeLimitExceeded" } ] } },
    { "Identifier": "end", "Type": "DisconnectParticipant" }
  ]
}`;
    assert.deepEqual(lintFlow(text), [
      {
        rule: "voice-only-action",
        severity: "warning",
        message:
          'GetParticipantInput "menu" does not work on chat: it takes the branch NoMatchingError at once, to DisconnectParticipant "end", which ends the chat.',
        hint: "On chat ask with ConnectParticipantWithLexBot or ShowView; branch on $.Channel before it.",
        action: "menu",
        region: { startLine: 5, startColumn: 37, endLine: 5, endColumn: 58 },
      },
      {
        rule: "empty-parameter",
        severity: "error",
        message: 'GetParticipantInput "menu": Parameters.Text is empty, which the service refuses.',
        hint: "Fill it in, or take it out; one blank is taken.",
        action: "menu",
        region: { startLine: 6, startColumn: 31, endLine: 6, endColumn: 33 },
      },
      {
        rule: "missing-branch",
        severity: "error",
        message: 'GetParticipantInput "menu" has no branch for NoMatchingCondition, which the service demands.',
        hint: 'Add { "ErrorType": "NoMatchingCondition", "NextAction": … } to Transitions.Errors.',
        action: "menu",
        region: { startLine: 7, startColumn: 7, endLine: 7, endColumn: 20 },
      },
    ]);
  });

  it("points into the text that describe-contact-flow answers, whatever is escaped in it", () => {
    const inner = greeting
      .replace("Hello", "")
      .replace('"hello"', '"h\\u00e9llo\\n"')
      .replaceAll('"hello"', '"héllo\\n"');
    const outer = `{\r\n "ContactFlow": { "Content": ${JSON.stringify(inner).replaceAll("{", "\\u007b")} } }`;
    const [found] = lintFlow(outer, { rules: new Set(["empty-parameter"]) });
    const second = outer.split("\n")[1] ?? "";
    const column = second.indexOf('\\"Text\\":\\"\\"') + '\\"Text\\":'.length + 1;
    assert.deepEqual(found?.region, {
      startLine: 2,
      startColumn: column,
      endLine: 2,
      endColumn: column + '\\"\\"'.length,
    });
  });

  it("reads bytes that are UTF-8 with a byte order mark, and those that are Windows-1252", () => {
    const utf8 = Buffer.from(`\uFEFF${greeting.replace("Hello", "€ $.Attribute.x")}`);
    const windows = Buffer.from(greeting.replace("Hello", "\x80 $.Attribute.x"), "latin1");
    assert.deepEqual(lintFlow(utf8), lintFlow(windows));
    assert.equal(lintFlow(utf8).length, 1);
  });

  const identifier = fc.constantFrom("a", "b", "c", "__proto__", "");
  const anyAction = fc.record(
    {
      Identifier: fc.oneof({ weight: 9, arbitrary: identifier }, fc.jsonValue()),
      Type: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...actionTypes.keys(), "Other") }, fc.jsonValue()),
      Parameters: fc.oneof(
        fc.dictionary(
          fc.constantFrom(...[...actionTypes.values()].flatMap(({ parameters }) => Object.keys(parameters))),
          fc.oneof(fc.constantFrom("", "True", "5", "$.Channel", "$.Attributes", "{{x}}", "{"), fc.jsonValue()),
          { maxKeys: 4 },
        ),
        fc.jsonValue(),
      ),
      Transitions: fc.oneof(
        {
          weight: 9,
          arbitrary: fc.record(
            {
              NextAction: fc.oneof({ weight: 9, arbitrary: identifier }, fc.jsonValue()),
              Conditions: fc.array(
                fc.record(
                  {
                    NextAction: identifier,
                    Condition: fc.record(
                      {
                        Operator: fc.constantFrom(...operators, "And"),
                        Operands: fc.array(fc.oneof(fc.constantFrom("CHAT", "1", "$.x", "True"), fc.jsonValue())),
                      },
                      { requiredKeys: [] },
                    ),
                  },
                  { requiredKeys: [] },
                ),
              ),
              Errors: fc.array(
                fc.record(
                  { NextAction: identifier, ErrorType: fc.constantFrom("NoMatchingError", "NoMatchingCondition", "x") },
                  { requiredKeys: [] },
                ),
              ),
            },
            { requiredKeys: [] },
          ),
        },
        fc.jsonValue(),
      ),
    },
    { requiredKeys: ["Identifier", "Type"] },
  );
  const anyFlow = fc.record(
    {
      Version: fc.constant("2019-10-30"),
      StartAction: fc.oneof({ weight: 9, arbitrary: identifier }, fc.jsonValue()),
      Metadata: fc.oneof(
        fc.record({ type: fc.constantFrom("contactFlow", "customerQueue", "agentHold") }),
        fc.jsonValue(),
      ),
      Settings: fc.jsonValue(),
      Actions: fc.oneof({ weight: 9, arbitrary: fc.array(anyAction, { maxLength: 6 }) }, fc.jsonValue()),
    },
    { requiredKeys: ["Actions"] },
  );

  function assertSound(text: string): void {
    const lines = text.split("\n");
    for (const { message, hint, region } of lintFlow(text, every)) {
      assert.match(message, /^.+[.?]$/s);
      assert.match(hint, /^.+[.?}]$/s);
      assert.doesNotMatch(`${message} ${hint}`, /undefined|\[object|NaN/);
      const { startLine, startColumn, endLine, endColumn } = region;
      assert(startLine >= 1 && endLine >= startLine && endLine <= lines.length, JSON.stringify(region));
      assert(startColumn >= 1 && endColumn >= 1, JSON.stringify(region));
      assert(startColumn <= (lines[startLine - 1] ?? "").length + 1, JSON.stringify(region));
      assert(endLine > startLine || endColumn > startColumn, JSON.stringify(region));
    }
  }

  it("points to the end of a text in JSON that ends too early", () => {
    for (const content of ["", " ", "{"]) assertSound(JSON.stringify({ Content: content }));
  });

  it("takes any text and any JSON, and points inside of it", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => `{"Content": ${json}}`),
        ),
        assertSound,
      ),
    );
  });

  it("takes anything that looks like a flow, and tells sentences", () => {
    fc.assert(
      fc.property(anyFlow, fc.boolean(), (document, isWrapped) => {
        const content = JSON.stringify(document, null, isWrapped ? 0 : 1);
        assertSound(isWrapped ? JSON.stringify({ ContactFlow: { Type: "CONTACT_FLOW", Content: content } }) : content);
      }),
      { numRuns: 500 },
    );
  });

  it("takes a file of ten thousand mistakes", () => {
    const actions = Array.from({ length: 5000 }, (_, index) =>
      action(
        `action ${index}`,
        index % 2 === 0 ? "MesageParticipant" : "Loop",
        { Text: "", LoopCounter: "1" },
        {
          next: `action ${(index * 7 + 1) % 5000}`,
          when: { a: `actoin ${index}` },
          errors: { b: `action ${index + 1}` },
        },
      ),
    );
    assert(lintFlow(JSON.stringify(flow("", ...actions).content)).length > 10_000);
  });
});

describe("looksLikeFlow", () => {
  it("tells flows from other JSON", () => {
    for (const text of [
      greeting,
      '{"modules": []}',
      `{"Content": ${JSON.stringify(greeting)}}`,
      '{"Actions": {{x}}}',
    ]) {
      assert(looksLikeFlow(text), text);
    }
    for (const text of ["{}", "[]", "1", "{", '{"scripts": {}}', '// {"a": 1}', ""]) assert(!looksLikeFlow(text), text);
  });
});
