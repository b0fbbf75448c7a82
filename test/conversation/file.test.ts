import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conversationOf, conversationsIn, readConversations } from "../../provider/conversation/file.js";
import { problemLine } from "../../provider/conversation/file-problem.js";
import { ChatCheckError } from "../../provider/errors.js";
import { GoldenTexts } from "./failures.js";

const steps = "steps:\n  - say: Hi\n";
const file = (...lines: readonly string[]) => `flow: welcome\n${lines.join("\n")}\n`;
const inSteps = (...lines: readonly string[]) => file("steps:", ...lines);

/** Values of a property before `steps`, or of a step; each is a file. */
const startsWith = (...properties: readonly string[]) =>
  properties.map((property) => `${property}\n${/^flow:/.test(property) ? "" : "flow: welcome\n"}${steps}`);
const eachStep = (...written: readonly string[]) => written.map((step) => inSteps(`  - ${step}`));

const bomb = ["a", "b", "c", "d", "e", "f", "g"].map((name, index, all) => {
  const before = all[index - 1];
  const entries = new Array(9).fill(before ? `*${before}` : "x");
  return `  ${name}: &${name} [${entries.join(", ")}]`;
});

/** Files that cannot be used, by what is wrong with them. */
const wrong: Readonly<Record<string, readonly string[]>> = {
  "tabs as indentation": [
    file("steps:", "\t- say: Hi"),
    inSteps("  - say: Hi", "\t  markdown: true"),
    inSteps("  - expect: Hi", "\twithin: 3", "  - say: Yes", "\tmarkdown: true"),
  ],
  "bad indentation": [
    inSteps("  - say: Hi", " - say: Yes"),
    inSteps("  - say: Hi", "   - say: Yes"),
    inSteps("  - expect: Hi", "   within: 3"),
    inSteps("  - expect: Hi", "      within: 3"),
    inSteps("  - expect: Hi", "  within: 3"),
    `  flow: welcome\n${steps}`,
  ],
  "a colon or a space that is missing, or one too many": [
    `flow:welcome\n${steps}`,
    "flow: welcome\nsteps\n  - say: Hi\n",
    inSteps("  -say: Hi"),
    inSteps("  - say Hi"),
    inSteps("  - say:Hi"),
    inSteps("  - expect: Note: we are closed"),
    `${inSteps("  - say: Hi")}the end\n`,
  ],
  "a property that is there twice": [
    file("flow: other", "steps:", "  - say: Hi"),
    inSteps("  - expect: Hi", "    within: 3", "    within: 4"),
    inSteps("  - { say: Hi, say: Yes }"),
    '{ "flow": "welcome", "flow": "other", "steps": [{ "say": "Hi" }] }',
  ],
  "quotes that are not closed, or closed too early": [
    inSteps('  - say: "Hi', "  - say: Yes"),
    inSteps("  - say: 'Hi", "  - say: Yes"),
    inSteps("  - say: 'It's me'"),
    inSteps('  - say: "Hi" there'),
    inSteps('  - say: Hi "there'.replace("Hi ", ""), '  - say: "Yes"'),
  ],
  "brackets that are not closed, or not open": [
    inSteps("  - expect: { contains: Hi", "  - say: Yes"),
    file("tags: [a, b", "steps:", "  - say: Hi"),
    inSteps("  - choose: { action: Submit, data: { list: [1, 2 }"),
    inSteps("  - expect: { contains: Hi }}"),
    inSteps("  - expectAll: [", "    - Hi", "    - Yes", "    ]"),
    '{ "steps": [{ "say": "Hi" }',
  ],
  "a text that begins as something else": [
    ...eachStep(
      "say: {{name}}",
      "say: @Ada",
      "say: `Hi`",
      "say: %",
      "say: !Hi",
      "say: !Hi you",
      "expect: !!js/regexp /Hi/",
    ),
    ...eachStep(
      "say: *",
      "say: *important*",
      "say: & more",
      "say: | Hi",
      "say: > Hi",
      "say: - Hi",
      "say: ? Hi",
      "say: #1",
    ),
    file("attributes:", "  {{name}}: Ada", "steps:", "  - say: Hi"),
    `%FOO\n---\n${inSteps("  - say: Hi")}`,
  ],
  "an escape that is none": eachStep('expect: { pattern: "\\d+" }', 'attach: "C:\\bills\\May.pdf"', 'say: "\\xZZ"'),
  "several documents": [
    `${inSteps("  - say: Hi")}---\n${inSteps("  - say: Yes")}`,
    `${inSteps("  - say: Hi")}...\n${inSteps("  - say: Yes")}`,
  ],
  "aliases and merges that lead nowhere": [
    inSteps("  - *greeting", "  - expect: *welcome"),
    inSteps("  - say: *greeting", "  - say: &greeting Hi"),
    file("variables:", "  <<: *common", "steps:", "  - say: Hi"),
    file("variables:", "  <<: Ada", "steps:", "  - say: Hi"),
    file("tags: &tags [a]", "variables:", "  <<: *tags", "steps:", "  - say: Hi"),
    file("tags: &tags [a]", "variables:", "  <<: [*tags, { a: b }]", "steps:", "  - say: Hi"),
  ],
  "a value that is a part of itself": [
    file("steps: &steps", "  - say: Hi", "  - *steps"),
    file("attributes: &own", "  name: *own", "steps:", "  - say: Hi"),
    file("variables: &own", "  <<: *own", "steps:", "  - say: Hi"),
  ],
  "too many aliases": [
    file("segmentAttributes:", ...bomb, "steps:", "  - say: Hi"),
    inSteps("  - &hi { say: Hi }", ...new Array(150).fill("  - *hi")),
  ],
  "characters that are none of a text": [inSteps("  - say: H\0i"), inSteps("  - say: Hi\u001b[0m"), "\0\0\0"],
  "a file of nothing": ["", "  \n\n", "# nothing yet\n", "---\n", "null\n", "\uFEFF"],
  "no object": ["Hello\n", "42\n", "true\n", "- say: Hi\n", "[]\n", "[", '"Hi"'],
  "steps that are missing": [
    "{}\n",
    "flow: welcome\n",
    "flow: welcome\nsteps:\n",
    "flow: welcome\nsteps: []\n",
    "flow: welcome\nsteps: Hi\n",
    "flow: welcome\nsteps:\n  say: Hi\n",
    "flow: welcome\nstep:\n  - say: Hi\n",
    "Flow: welcome\nSteps:\n  - Say: Hi\n",
    "name: A\nactions:\n  - say: Hi\n",
  ],
  "conversations that are none": [
    "conversations:\n",
    "conversations: []\n",
    "conversations: Hi\n",
    "conversations:\n  greeting:\n    steps:\n      - say: Hi\n",
    "conversations:\n  - Hi\n  -\n  - [say, Hi]\n",
    "conversations:\n  - name: A\n  - name: B\n    steps: []\n",
    "conversation:\n  - steps:\n      - say: Hi\n",
    "conversations:\n  - $schema: x\n    steps:\n      - say: Hi\n",
    "conversations:\n  - conversations:\n      - steps:\n          - say: Hi\n",
    "conversations:\n  - steps:\n      - say: Hi\nsteps:\n  - say: Hi\n",
    "steps:\n  - say: Hi\nconversations:\n",
  ],
  "names and tags": startsWith(
    ...["name: 1", "name: ''", "name: [A]", "name: true", "name:", "$schema: 1", "flow: 1", "flow: ''", "flow: {}"],
    ...["tags: smoke", "tags: [1]", "tags: ['']", "tags: { a: b }", "tags: [a, b, true]", "tags:\n  - a\n  -"],
  ),
  "only, skip and golden": startsWith(
    ...["only: yes", "only: 1", "only: 'true'", "only:", "skip: ''", "skip: 0", "skip: [a]", "skip:"],
    ...["golden: 1", "golden: 'yes'"],
  ),
  "times that are none": startsWith(
    ...["timeout: -1", "timeout: 0", "timeout: 0.5", "timeout: '60'", "timeout: 60s", "timeout: .nan", "timeout: .inf"],
    ...["timeout: -.inf", "timeout: 604801", "timeout: 1e400", "timeout: 1_000", "timeout:", "stepTimeLimit: 0"],
    ...["stepTimeLimit: 1 minute", "stepTimeLimit: [1]"],
  ),
  "variables that are none": startsWith(
    ...["variables: Ada", "variables: [a]", "variables: { 1a: b }", "variables: { a b: c }", "variables: { '': b }"],
    ...["variables: { a: [b] }", "variables: { a: { b: c } }", "variables: { a: }", "variables: { a: .nan }"],
    "variables: { a: .inf }",
  ),
  "rows that are none": startsWith(
    ...["rows: []", "rows: Ada", "rows: { name: Ada }", "rows: [Ada]", "rows: [[Ada]]", "rows:", "rows: [null]"],
    ...["rows: [{ a: [b] }]", "rows: [{ a-b: c }]", "rows:\n  - name: Ada\n  - name:\n  - nmae: [Bob]"],
  ),
  "cells that a row does not have": [
    file("rows:", "  - { name: Ada, city: Rome }", "  - { name: Bob }", "steps:", "  - say: I am {{name}} of {{city}}"),
    file("rows:", "  - { name: Ada }", "  - { nmae: Bob }", "attributes: { who: '{{name}}' }", "steps:", "  - say: Hi"),
    file("rows: [{}]", "steps:", "  - say: I am {{name}}"),
  ],
  "variables that there are not": [
    inSteps("  - say: I am {{name}}", "  - say: '{{name}} of {{ city }}'"),
    inSteps("  - say: Order {{order}}", "  - expect: { pattern: 'Order (\\d+)' }", "    capture: { order: true }"),
    inSteps("  - expect:", "      content: { order: ['{{order}}'] }"),
    file("initialMessage: { content: 'I am {{name}}' }", "steps:", "  - say: Hi"),
    "flow: '{{flow}}'\nconversations:\n  - steps: [{ say: Hi }]\n  - variables: { flow: welcome }\n    steps: [{ say: Hi }]\n",
  ],
  "outcomes that are none": startsWith(
    ...["outcomes: a", "outcomes: [a]", "outcomes: { a: b }", "outcomes: { a: {} }", "outcomes: { a: { eror: b } }"],
    ...["outcomes: { a: { error: '' } }", "outcomes: { a: { error: E, result: r } }", "outcomes: { a: }"],
    ...["outcomes: { a: { result: true } }", "outcomes: { a: { result: .inf } }", "outcomes: { '': { error: E } }"],
  ),
  "members of StartChatContact": startsWith(
    ...[
      "participantDetails: Ada",
      "participantDetails: { displayname: Ada }",
      "participantDetails: { displayName: 1 }",
    ],
    ...["attributes: Ada", "attributes: [a]", "attributes: { a: 1 }", "attributes: { a: true, b: , c: { d: e } }"],
    ...[
      "initialMessage: Hi",
      "initialMessage: {}",
      "initialMessage: { content: 1 }",
      "initialMessage: { contents: Hi }",
    ],
    ...[
      "initialMessage: { content: '' }",
      "clientToken: 1",
      "chatDurationInMinutes: 59",
      "chatDurationInMinutes: 60.5",
    ],
    ...["chatDurationInMinutes: '60'", "supportedMessagingContentTypes: text/plain"],
    ...["supportedMessagingContentTypes: []", "supportedMessagingContentTypes: [text/markdown]", "persistentChat: {}"],
    ...["persistentChat: { rehydrationType: ENTIRE_PAST_SESSION, contact: c }", "relatedContactId: 1"],
    ...[
      "segmentAttributes: a",
      "segmentAttributes: { a: b }",
      "segmentAttributes: { 'a:b': { valueString: c, value: d } }",
    ],
    ...["participantConfiguration: { responseMode: '' }", "participantConfiguration: { mode: COMPLETE }"],
    ...["customerId: 1", "disconnectOnCustomerExit: AGENT", "disconnectOnCustomerExit: [1]"],
  ),
  "members of StartChatContact that there are not": startsWith(
    ...["participantDetail: { displayName: a }", "ParticipantDetails: { DisplayName: a }", "contactFlowId: x"],
    ...["instanceId: x", "chatStreamingConfiguration: {}", "description: about it", "toString: a", "__proto__: {}"],
    ...["constructor: a", "a b: c"],
  ),
  "members of StartChatContact in common": [
    "attributes: { a: 1 }\nconversations:\n  - steps: [{ say: Hi }]\n  - steps: [{ say: Yes }]\n",
    "segmentAttributes: { a: b }\nconversations:\n  - steps: [{ say: Hi }]\n  - steps: [{ say: Yes }]\n",
    "conversations:\n  - steps: [{ say: Hi }]\n  - segmentAttributes: { a: b }\n    steps: [{ say: Yes }]\n",
  ],
  "steps that are none": eachStep(
    ...["Hi", "[say, Hi]", "{}", "42", "", "say", "within: 3", "sya: Hi", "Say: Hi", "speak: Hi", "waitfor: Hi"],
    ...["expectall: [Hi]", "toString: Hi", "say Hi: now"],
  ),
  "two verbs in a step": eachStep(
    "say: Hi\n    expect: Hello",
    "leave: true\n    say: Bye",
    "expect: Hi\n    never: Bye",
  ),
  "a property of another verb": eachStep(
    ...["say: Hi\n    within: 3", "say: Hi\n    capture: { a: true }", "expect: Hi\n    markdown: true"],
    ...[
      "expect: { queue: Q }\n    capture: { a: true }",
      "waitFor: { flow: F }\n    capture: { a: true }\n    withn: 3",
    ],
    ...["expectAll: [Hi]\n    capture: { a: true }", "never: Hi\n    within: 3", "pause: 3\n    timeLimit: 3"],
  ),
  "a property that no verb has": eachStep(
    ...[
      "say: Hi\n    markdwon: true",
      "expect: Hi\n    timelimit: 3",
      "expect: Hi\n    timeout: 3",
      "say: Hi\n    note: a",
    ],
  ),
  "what is said, sent or chosen": eachStep(
    ...[
      "say:",
      "say: 1",
      "say: true",
      "say: ''",
      "say: [a]",
      "say: { contains: a }",
      "say: null",
      "attach: 1",
      "attach: ''",
    ],
    ...["say: Hi\n    markdown: yes", "type: false", "type: Hi", "leave: yes", "leave:", "reconnect: 1"],
    ...["choose: 1", "choose: ''", "choose: {}", "choose: [a]", "choose: { element: a }", "choose: { list: a }"],
    ...["choose: { element: a, action: b }", "choose: { action: 1 }", "choose: { action: a, data: b }"],
    ...["choose: { action: a, data: [b] }", "choose: { title: a }"],
  ),
  "seconds that are none": eachStep(
    ...["pause: -1", "pause: 1s", "pause: .nan", "pause: .inf", "pause: '3'", "pause: true", "pause:"],
    ...["expect: Hi\n    within: -1", "expect: Hi\n    within: .nan", "expect: Hi\n    within: '3'"],
    ...["expect: Hi\n    within:", "expect: Hi\n    timeLimit: 604801", "expect: Hi\n    timeLimit: -.inf"],
  ),
  "what is expected": eachStep(
    ...["expect: 4711", "expect: true", "expect:", "expect: [a, b]", "expect: {}", "expect: { contain: a }"],
    ...["expect: { contains: '' }", "expect: { contains: 1 }", "expect: { contains: [a] }"],
    ...[
      "expect: { contains: a, flags: i }",
      "expect: { contains: a, pattern: b }",
      "expect: { contains: a, role: AGENT }",
    ],
    ...["expect: { text: a }", "expect: { role: 1 }", "expect: { rol: AGENT }", "expect: { content: 1 }"],
    ...["expect: { content: [a] }", "expect: { content: { contains: '' } }", "expect: { content: }"],
    ...["expectAll: Hi", "expectAll: []", "expectAll: [Hi, 1]", "expectAll: [Hi, { contain: a }, [b]]", "never: 1"],
  ),
  "regular expressions and their flags": eachStep(
    ...[
      "expect: { pattern: '(' }",
      "expect:\n      pattern: '['",
      "waitFor: { pattern: '*' }",
      "expect: { pattern: 1 }",
    ],
    ...["expect: { pattern: a, flags: q }", "expect: { pattern: a, flags: ii }", "expect: { pattern: a, flags: uv }"],
    ...["expect: { pattern: '(', flags: q }", "expect: { pattern: '\\p{X}', flags: u }", "expect: { flags: i }"],
    ...["expect: { patern: a }", "expect: { pattern: a, flag: i }", "expect: { pattern: a, flags: 1 }"],
    ...["expect: { content: { pattern: '[' } }", "expect: Hi\n    capture: { a: { pattern: '(' } }"],
  ),
  captures: eachStep(
    ...["expect: Hi\n    capture: a", "expect: Hi\n    capture: [a]", "expect: Hi\n    capture: { a: false }"],
    ...[
      "expect: Hi\n    capture: { a: Hi }",
      "expect: Hi\n    capture: { 1a: true }",
      "expect: Hi\n    capture: { '': true }",
    ],
    ...["expect: Hi\n    capture: { a: { contains: b } }"],
  ),
  "events, interactive messages, attachments and contacts": eachStep(
    ...[
      "expect: { event: end }",
      "expect: { event: 1 }",
      "expect: { event: ended, role: '' }",
      "expect: { evnt: ended }",
    ],
    ...[
      "expect: { event: ended, by: AGENT }",
      "expect: { event: ended, contains: a }",
      "expect: { interactive: Panel }",
    ],
    ...["expect: { interactive: { tempate: a } }", "expect: { interactive: { template: 1, title: 1, elements: a } }"],
    ...["expect: { interactive: { elements: [1, { contain: a }] } }", "expect: { interactve: {} }"],
    ...["expect: { attachment: 1 }", "expect: { attachment: { name: a } }", "expect: { attachment: a, role: AGENT }"],
    ...["expect: { attributes: a }", "expect: { attributes: { a: 1 } }", "expect: { queue: 1 }", "expect: { que: a }"],
    ...["expect: { queue: a, role: AGENT }", "expect: { flow: [] }"],
  ),
  "several mistakes at once, in their order": [
    [
      "flwo: welcome",
      "timeout: 0",
      "variables: { 1: a }",
      "conversations:",
      "  - name: 1",
      "    steps:",
      "      - sya: Hi",
      "      - expect: { pattern: '(' }",
      "        within: soon",
      "  - steps: []",
      "    tags: smoke",
      "  - name: C",
    ].join("\n"),
    inSteps("  - say: @Ada", '  - expect: "\\d"', "  - say: |x", "  - say: 'Hi"),
  ],
  "lines that end as on Windows": [
    inSteps("  - say: Hi", "  - expect: 1").replaceAll("\n", "\r\n"),
    inSteps("  - say: Hi", "  - say: @Ada").replaceAll("\n", "\r\n"),
  ],
  "a mark of UTF-8 before it": ["\uFEFFflwo: welcome\nsteps:\n  - say: 1\n", "\uFEFFflow: @\n"],
  JSON: [
    '{ "flow": "welcome", "steps": [{ "expect": 4711 }] }',
    '{\n\t"flow": "welcome",\n\t"steps": [\n\t\t{ "sya": "Hi" }\n\t]\n}\n',
    '{ "steps": [{ "say": "Hi" }\n{ "say": "Yes" }] }',
  ],
};

const told = (text: string, name = "a.chat.yaml"): string => {
  const read = conversationsIn(text, name);
  assert.ok("problems" in read, `It is taken:\n${text}`);
  assert.ok(read.problems.length > 0);
  return read.problems.map(problemLine).join("\n");
};

/** What is written, with its lines, and what is told of it. */
function shown(text: string): string {
  const lines = text.replace(/\n$/, "").split("\n");
  const written = lines.length > 30 ? [...lines.slice(0, 5), "…"] : lines;
  const marks = (line: string) =>
    line.replace(/[\p{Cc}\uFEFF]/gu, (letter) =>
      letter === "\t" ? "→" : letter === "\uFEFF" ? "BOM" : JSON.stringify(letter).slice(1, -1),
    );
  return `${written.map((line) => `| ${marks(line)}`.trimEnd()).join("\n")}\n${told(text)}`;
}

describe("every mistake in a file of conversations", () => {
  const golden = new GoldenTexts(join(__dirname, "file.golden.txt"));
  after(() => golden.write());

  for (const [title, texts] of Object.entries(wrong)) {
    it(`is told: ${title}`, () => {
      const [actual, kept] = golden.compared(title, texts.map(shown).join("\n\n"));
      assert.equal(actual, kept);
    });
  }

  it("is told in one sentence, at a place that the file has, in the order of the file", () => {
    for (const text of Object.values(wrong).flat()) {
      const read = conversationsIn(text, "a.chat.yaml");
      assert.ok("problems" in read);
      const lines = text.replace(/^\uFEFF/, "").split("\n");
      const places = read.problems.map(({ line = 0, column = 0, message }) => {
        assert.match(message, /^(Expected|There is|The property|A (?:value|text)|It is|Unknown) [^\n]*[^.\s]$/);
        assert.ok(column >= 1 && column <= (lines[line - 1] ?? assert.fail(text)).length + 1, text);
        return line * 1_000_000 + column;
      });
      assert.deepEqual(
        places,
        [...places].sort((a, b) => a - b),
      );
    }
  });

  it("is all that is kept", () => {
    assert.deepEqual(golden.left, []);
  });
});

describe("what is nested deeply", () => {
  const nested = (depth: number) => `${"{ a: ".repeat(depth)}1${" }".repeat(depth)}`;
  for (const text of [
    `flow: welcome\nsteps: ${"[".repeat(20_000)}`,
    `flow: welcome\nsteps: ${"[".repeat(20_000)}${"]".repeat(20_000)}`,
    inSteps("  - choose:", "      action: Submit", `      data: ${nested(20_000)}`),
    `flow: welcome\nsteps:\n${Array.from({ length: 1_500 }, (_, depth) => `${"  ".repeat(depth)}- a:\n`).join("")}`,
  ]) {
    it(`is told of, and ends: ${JSON.stringify(text.slice(0, 40))}, ${text.length} letters`, () => {
      assert.match(told(text), /^a\.chat\.yaml:\d+:\d+ It is nested too deeply$/);
    });
  }

  it("is told where it is a member of StartChatContact, which is serialised", () => {
    assert.equal(
      told(`segmentAttributes: ${nested(500)}\n${steps}`),
      "a.chat.yaml:1:20 segmentAttributes: Expected values nested no more than 100 deep",
    );
  });

  it("is taken where it is a view's data", () => {
    assert.ok("conversations" in conversationsIn(inSteps(`  - choose: { action: a, data: ${nested(100)} }`), "a"));
  });
});

describe("a file of conversations", () => {
  const taken = (text: string) => {
    const read = conversationsIn(text, "flows/a.chat.yaml");
    return "conversations" in read ? read.conversations : assert.fail(read.problems.map(problemLine).join("\n"));
  };
  const hi = [{ say: "Hi" }];

  it("is the same with a mark of UTF-8, as on Windows, after ---, as JSON, and as JSON with tabs", () => {
    const text = inSteps("  - say: Hi");
    const json = { flow: "welcome", steps: hi };
    const ways = [text, `\uFEFF${text}`, text.replaceAll("\n", "\r\n"), `---\n${text}`, `%YAML 1.2\n---\n${text}...\n`];
    for (const way of [...ways, JSON.stringify(json), JSON.stringify(json, null, "\t")]) {
      assert.deepEqual(
        taken(way).map(({ conversation }) => conversation),
        [{ name: "a", ...json }],
      );
    }
  });

  it("may close a bracket in the column of the property that it belongs to", () => {
    assert.deepEqual(taken("tags: [\n  smoke\n]\nsteps: [\n  { say: Hi }\n]\n")[0]?.conversation.tags, ["smoke"]);
  });

  it("may use its own parts again, and merge them", () => {
    const [a, b] = taken(
      [
        "conversations:",
        "  - steps: &greeting [{ expect: &hello { contains: Hello }, within: 3 }]",
        "    variables: &common { name: Ada }",
        "  - variables: { <<: *common, city: Rome }",
        "    steps: [{ never: *hello }, { say: '{{name}} of {{city}}' }]",
        "  - steps: *greeting",
      ].join("\n"),
    );
    assert.deepEqual(a?.conversation.steps, [{ expect: { contains: "Hello" }, within: 3 }]);
    assert.deepEqual(b?.conversation.variables, { name: "Ada", city: "Rome" });
    assert.deepEqual(b?.place(0), { file: "flows/a.chat.yaml", line: 5, column: 13 });
  });

  it("tells a mistake in what is used again where it stands, for each use", () => {
    const text = ["conversations:", "  - steps: &own [{ say: 1 }]", "  - steps: *own"].join("\n");
    assert.equal(
      told(text),
      [
        "a.chat.yaml:2:25 conversations[0].steps[0].say: Expected a text; put it in quotes",
        "a.chat.yaml:2:25 conversations[1].steps[0].say: Expected a text; put it in quotes",
      ].join("\n"),
    );
  });

  it("takes words that YAML 1.1 made truths of, dates and times as texts", () => {
    const [a] = taken(
      "attributes: { a: yes, b: No, c: on, d: 2026-05-01, e: 12:30:00, f: 0o17x }\nsteps: [{ say: Y }]",
    );
    assert.deepEqual(a?.conversation.attributes, {
      ...{ a: "yes", b: "No", c: "on" },
      ...{ d: "2026-05-01", e: "12:30:00", f: "0o17x" },
    });
  });

  it("takes numbers of variables and rows as they are written", () => {
    const [a, b] = taken(
      [
        "variables: &same { pin: 0042, price: 1.50, amount: 12, half: 0.5, text: '1.50', is: true }",
        "rows: [{ name: A, id: 12345678901234567890 }, { name: 007, id: +49170, hex: 0x1F, least: -0, more: 1e3 }]",
        "conversations:",
        "  - steps: [{ say: Hi }]",
        "  - variables: { <<: *same, price: &own 2.00, other: *own }",
        "    rows: [{ pin: 0o17 }]",
        "    timeout: 0x1F",
        "    steps: [{ expect: Hi, within: 1.50 }]",
      ].join("\n"),
    );
    const same = { pin: "0042", price: "1.50", amount: 12, half: 0.5, text: "1.50", is: true };
    assert.deepEqual(a?.conversation.variables, same);
    assert.deepEqual(a?.conversation.rows, [
      { name: "A", id: "12345678901234567890" },
      { name: "007", id: "+49170", hex: "0x1F", least: "-0", more: "1e3" },
    ]);
    assert.deepEqual(b?.conversation.variables, { ...same, price: "2.00", other: "2.00" });
    assert.deepEqual(b?.conversation.rows, [{ pin: "0o17" }]);
    assert.equal(b?.conversation.timeout, 31);
    assert.deepEqual(b?.conversation.steps, [{ expect: "Hi", within: 1.5 }]);
  });

  it("refuses numbers that are none in variables and rows", () => {
    assert.match(
      told(`variables: { a: .nan }\nrows: [{ b: .inf }, { c: 1e999 }]\n${steps}`),
      /^\S+1:17 \S+ Expected .*\n\S+2:13 \S+ Expected a finite number\n\S+2:26 \S+ Expected a finite number$/,
    );
  });

  it("may have rows whose cells are not the same, where every step finds its own", () => {
    assert.equal(taken(`rows: [{ name: A, x: 1 }, { name: A, y: 2 }]\n${inSteps("  - say: '{{name}}'")}`).length, 1);
  });

  it("may have variables in a regular expression, with any flags", () => {
    const [a] = taken(
      inSteps("  - expect: { pattern: '(\\w+) {{name}}', flags: u }").replace("flow", "variables: { name: Ada }\nflow"),
    );
    assert.deepEqual(a?.conversation.steps, [{ expect: { pattern: "(\\w+) {{name}}", flags: "u" } }]);
  });

  it("has what its conversations have in common, and what they say themselves in place of it", () => {
    const [a, b] = taken(
      [
        "name: bank",
        "flow: welcome",
        "tags: [smoke]",
        "attributes: { tier: gold, city: Rome }",
        "conversations:",
        "  - steps: [{ say: Hi }]",
        "  - { name: own, flow: other, tags: [slow], attributes: { tier: blue }, steps: [{ say: Hi }] }",
      ].join("\n"),
    );
    const variables = {};
    assert.deepEqual(a?.conversation, {
      ...{ name: "bank 1", flow: "welcome", tags: ["smoke"], variables },
      ...{ attributes: { tier: "gold", city: "Rome" }, steps: hi },
    });
    assert.deepEqual(b?.conversation, {
      ...{ name: "own", flow: "other", tags: ["smoke", "slow"], variables },
      ...{ attributes: { tier: "blue", city: "Rome" }, steps: hi },
    });
  });
});

describe("readConversations", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "chat-check-file-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const thrown = (content: string | Buffer | undefined, read: (path: string) => unknown = readConversations) => {
    const path = join(folder, "a.chat.yaml");
    rmSync(path, { recursive: true, force: true });
    if (content !== undefined) writeFileSync(path, content);
    try {
      read(path);
    } catch (error) {
      assert.ok(error instanceof ChatCheckError, String(error));
      assert.equal(error.code, "INVALID_CONVERSATION");
      return `${error.message} ${error.hint}`.replaceAll(folder, "FOLDER");
    }
    return assert.fail("It is taken.");
  };
  const hint = "Correct the file; nothing was sent.";

  it("tells of one mistake in a sentence, of several in a list", () => {
    assert.equal(
      thrown(inSteps("  - say: 1")),
      `FOLDER/a.chat.yaml:3:10 steps[0].say: Expected a text; put it in quotes. ${hint}`,
    );
    assert.equal(
      thrown(inSteps("  - say: 1", "  - sya: Hi")),
      [
        "FOLDER/a.chat.yaml cannot be used:",
        "- FOLDER/a.chat.yaml:3:10 steps[0].say: Expected a text; put it in quotes",
        `- FOLDER/a.chat.yaml:4:5 steps[1]: Expected a step, and sya is none; did you mean say? ${hint}`,
      ].join("\n"),
    );
  });

  it("tells where a file stops being UTF-8", () => {
    const text = inSteps("  - say: Grüße");
    const sentence = "Expected a text in UTF-8";
    const utf16 = Buffer.from(`\uFEFF${text}`, "utf16le");
    assert.equal(thrown(utf16), `FOLDER/a.chat.yaml:1:1 ${sentence}; it is in UTF-16. ${hint}`);
    assert.equal(thrown(Buffer.from(utf16).swap16()), `FOLDER/a.chat.yaml:1:1 ${sentence}; it is in UTF-16. ${hint}`);
    assert.equal(thrown(Buffer.from(text, "latin1")), `FOLDER/a.chat.yaml:3:12 ${sentence}. ${hint}`);
    assert.equal(thrown(Buffer.from("89504e470d0a1a0a", "hex")), `FOLDER/a.chat.yaml:1:1 ${sentence}. ${hint}`);
    assert.equal(
      thrown(Buffer.from(inSteps("  - say: Hi"), "utf16le")),
      `FOLDER/a.chat.yaml:1:2 Expected a text; this is no character of one. ${hint}`,
    );
  });

  it("takes every letter that is UTF-8", () => {
    const path = join(folder, "letters.chat.yaml");
    const said = "Grüße, 示例 👍🏽 مرحبا \uFFFD";
    writeFileSync(path, inSteps(`  - say: ${said}`));
    assert.deepEqual(readConversations(path)[0]?.conversation.steps, [{ say: said }]);
  });

  it("tells of a file that is not there, and of a folder in its place", () => {
    const sentence = "Correct the path; nothing was sent.";
    const path = "FOLDER/a.chat.yaml";
    assert.equal(
      thrown(undefined),
      `${path} cannot be read: ENOENT: no such file or directory, open '${path}'. ${sentence}`,
    );
    const inPlace = thrown(undefined, (missing) => {
      mkdirSync(missing);
      readConversations(missing);
    });
    assert.equal(inPlace, `${path} cannot be read: it is a folder. ${sentence}`);
  });

  it("tells which conversations there are when one is asked for that is not, or might be several", () => {
    const two = "conversations: [{ name: A, steps: [{ say: Hi }] }, { name: B, steps: [{ say: Hi }] }]";
    const same = two.replace("B", "A");
    const known = "Name one as FOLDER/a.chat.yaml#NAME; there are: A";
    const asked = (text: string, name: string) => thrown(text, (path) => conversationOf(path + name));
    assert.equal(asked(two, ""), `FOLDER/a.chat.yaml has more than one conversation. ${known}, B.`);
    assert.equal(asked(two, "#C"), `FOLDER/a.chat.yaml has no conversation C. ${known}, B.`);
    assert.equal(asked(two, "#"), `FOLDER/a.chat.yaml has no conversation . ${known}, B.`);
    assert.equal(asked(same, "#A"), `FOLDER/a.chat.yaml has more than one conversation A. ${known}, A.`);
  });
});
