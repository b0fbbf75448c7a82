import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import { problemLine } from "../../../provider/emulator/instance/problem.js";
import { readDefinitionText, readDefinitionValue } from "../../../provider/emulator/instance/text.js";
import { wholeInstance } from "./whole.js";

const told = (text: string) => readDefinitionText(text, "i.yaml").problems.map(problemLine);

describe("reading an instance file", () => {
  it("takes YAML and JSON, tabs and a byte order mark included", () => {
    const { definition } = readDefinitionText(wholeInstance);
    assert.equal(definition?.queues?.[0]?.name, "Support");
    for (const indent of [0, 2, "\t"]) {
      const json: string = JSON.stringify(definition, null, indent);
      assert.deepEqual(readDefinitionText(json).definition, definition);
      assert.deepEqual(readDefinitionText(`\uFEFF${json}`).definition, definition);
    }
  });

  it("takes anchors, and refuses a text that grows without end by them", () => {
    assert.deepEqual(told("queues: [&q { name: A }]\nprompts: [*q]\n"), []);
    const bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"];
    for (const [name, of] of ["ba", "cb", "dc", "ed", "fe", "gf"].map((pair) => [...pair])) {
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${of}`).join(", ")}]`);
    }
    assert.match(told(bomb.join("\n")).join(), /^i\.yaml:1:1: Excessive alias count/);
  });

  it("tells every problem at once, each with line, column and path", () => {
    const text = `queues:
  - name: A
    hours: Office
    maxContact: 3
    agents: Ada
  - nam: B
quues: []
missing: maybe
`;
    assert.deepEqual(told(text), [
      "i.yaml:4:5 queues[0].maxContact: There is no such property.",
      "i.yaml:5:13 queues[0].agents: Expected a list.",
      "i.yaml:6:5 queues[1].name: Expected a value; it is missing.",
      "i.yaml:6:5 queues[1].nam: There is no such property.",
      "i.yaml:7:1 quues: There is no such property.",
      "i.yaml:8:10 missing: Expected one of error, default.",
    ]);
  });

  it("tells a problem in the words of the form that was meant", () => {
    const problem = (text: string) => told(text).join("\n");
    assert.equal(
      problem("flows: [{ fil: x }]"),
      "i.yaml:1:9 flows[0].file: Expected a value; it is missing.\ni.yaml:1:11 flows[0].fil: There is no such property.",
    );
    assert.equal(problem("flows: 3"), "i.yaml:1:8 flows: Expected a path or a list of paths.");
    assert.equal(
      problem("agents: [{ name: A, script: [{ say: x, after: 1 }] }]"),
      "i.yaml:1:40 agents[0].script[0].after: There is no such property.",
    );
    assert.equal(
      problem("hoursOfOperation: [{ name: A, timeZone: UTC, config: { MONDAY: 9-17 } }]"),
      "i.yaml:1:64 hoursOfOperation[0].config.MONDAY: Expected open, closed, or times such as 09:00-17:30.",
    );
    assert.equal(
      problem("instance: { accountId: 123456789012 }"),
      "i.yaml:1:24 instance.accountId: Expected a text; put a number in quotes.",
    );
    assert.equal(problem("[]"), "i.yaml:1:1: Expected properties.");
    assert.equal(problem(""), "i.yaml:1:1: Expected properties.");
    assert.equal(problem("queues: []\nqueues: []"), "i.yaml:2:1: Map keys must be unique.");
    assert.equal(
      problem("queues: [\n"),
      "i.yaml:2:1: Flow sequence in block collection must be sufficiently indented and end with a ].",
    );
    assert.equal(problem("a: !x y"), "i.yaml:1:4: Unresolved tag: !x.");
  });

  it("tells names of nothing, names that are taken, and what else a schema cannot say", () => {
    const text = `queues:
  - { name: A, hours: Office, agents: [Ada] }
  - { name: A }
hoursOfOperation:
  - { name: H, timeZone: Europe/Atlantis, config: open, overrides: [{ from: 2026-02-30, config: open }, { from: 2026-02-03, till: 2026-02-01, config: open }] }
agents:
  - { name: Bob, script: [{ transfer: { queue: B } }, { waitFor: { message: { pattern: "(" } } }] }
lambda:
  - { name: l, answers: [{ when: { parameters: { x: { pattern: "[" } } }, answer: 1 }] }
lex:
  - name: bot
    codeHook: { lambda: other }
    intents:
      - { name: I, utterances: ["to {city}"], slots: [{ name: town }, { name: town, prompt: p, pattern: "*" }] }
      - { name: I }
prompts: [{ name: P, id: x/1 }, { name: Q, id: "1" }]
views: [{ name: "a*b" }]
metrics: [{ queue: C }, { agent: C }]
cases: { cases: [{ template: T, fields: {} }] }
instance: { tags: { "aws:x": y } }
`;
    assert.deepEqual(
      told(text).map((line) => line.replace(/^i\.yaml:\d+:\d+ /, "")),
      [
        "queues[0].hours: There are no hours of operation Office; there are: H.",
        "queues[0].agents[0]: There is no agent Ada; there are: Bob.",
        "queues[1].name: There are two of the kind queue named A.",
        "hoursOfOperation[0].timeZone: There is no time zone Europe/Atlantis.",
        "hoursOfOperation[0].overrides[0].from: There is no date 2026-02-30.",
        "hoursOfOperation[0].overrides[1].till: The last date 2026-02-01 is before the first, 2026-02-03.",
        "agents[0].script[0].transfer.queue: There is no queue B; there are: A, A.",
        "agents[0].script[1].waitFor.message.pattern: It is no regular expression of JavaScript: Invalid regular expression: /(/: Unterminated group.",
        "lambda[0].answers[0].when.parameters.x.pattern: It is no regular expression of JavaScript: Invalid regular expression: /[/: Unterminated character class.",
        "lex[0].codeHook.lambda: There is no Lambda function other; there are: l.",
        "lex[0].intents[0].utterances[0]: The intent I has no slot city.",
        "lex[0].intents[0].slots[0]: The slot town is required and has no prompt.",
        "lex[0].intents[0].slots[1].name: There are two slots named town.",
        "lex[0].intents[0].slots[1].pattern: It is no regular expression of JavaScript: Invalid regular expression: /*/: Nothing to repeat.",
        "lex[0].intents[1].name: There are two intents named I.",
        "prompts[1].id: There are two of the kind prompt with the id 1.",
        "views[0].name: AWS takes letters, digits, blanks and _.:/=+-@()' in a view's name.",
        "metrics[0].queue: There is no queue C; there are: A, A.",
        "metrics[1].agent: There is no agent C; there are: Bob.",
        "cases.cases[0].template: There is no case template T.",
        "instance.tags.aws:x: AWS takes 1 to 128 letters, digits, blanks and _.:/=+-@ in a tag's key, not aws: at its start.",
      ],
    );
  });

  it("finds a queue's hours by name, id or ARN", () => {
    for (const hours of ["H", "h-1", "arn:aws:connect:us-east-1:1:instance/i/operating-hours/h-1"]) {
      const text = stringify({
        queues: [{ name: "A", hours }],
        hoursOfOperation: [{ name: "H", id: "x/h-1", timeZone: "UTC", config: "open" }],
      });
      assert.deepEqual(told(text), []);
    }
  });

  it("tells problems of an object by their path alone", () => {
    const { problems } = readDefinitionValue({ queues: [{ name: 3 }] });
    assert.deepEqual(problems.map(problemLine), ["queues[0].name: Expected a text; put a number in quotes."]);
  });

  it("gives a definition, or problems with line and column inside the text, for any text", () => {
    const lines = wholeInstance.split("\n");
    const pieces = fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...lines) },
        fc.string({ unit: "binary", maxLength: 20 }),
        fc.constantFrom(
          "- ",
          "? ",
          ": ",
          "&a ",
          "*a",
          "!!str ",
          "|\n",
          ">\n",
          "%YAML 1.2\n---\n",
          "...\n",
          "---\n",
          "\t",
          "<<: *a",
          "'",
          '"',
          "{",
          "[",
          "#",
        ),
        fc.json(),
      ),
      { maxLength: 30 },
    );
    const counts = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(pieces, fc.constantFrom("\n", "", " "), (parts, glue) => {
        const text = parts.join(glue);
        const { definition, problems } = readDefinitionText(text, "i.yaml");
        assert.equal(definition === undefined, problems.length > 0);
        counts[definition ? "taken" : "refused"] += 1;
        const count = text.split(/\r\n|\n|\r/).length;
        for (const { file, line = 0, column = 0, message } of problems) {
          assert.equal(file, "i.yaml");
          assert.ok(line >= 1 && line <= count + 1 && column >= 1, `${line}:${column} of ${count} lines`);
          assert.match(message, /^\S.*[.!?]$/s);
        }
      }),
      { numRuns: 800 },
    );
    assert.ok(counts.refused > 400);
  });

  it("gives a definition for any part of a whole one that is written as YAML", () => {
    const whole = readDefinitionText(wholeInstance).definition as Record<string, unknown>;
    const independent = Object.keys(whole).filter((key) => !["queues", "agents", "lex", "metrics"].includes(key));
    fc.assert(
      fc.property(fc.subarray(independent), (keys) => {
        const part = Object.fromEntries(keys.map((key) => [key, whole[key]]));
        assert.deepEqual(readDefinitionText(stringify(part)).definition, part);
      }),
      { numRuns: 100 },
    );
  });
});
