import assert from "node:assert/strict";
import fc from "fast-check";
import { type FlowDocument, parseFlow } from "../../provider/flow/document.js";
import { action, disconnect, flow, say } from "../flows.js";

const { content } = flow("hello", say("hello", "Grüezi", "end"), disconnect());

function documentOf(source: string | Uint8Array): FlowDocument {
  const { document, problems } = parseFlow(source);
  assert.deepEqual(problems, []);
  assert(document);
  return document;
}

function problemsOf(json: unknown): readonly string[] {
  const { document, problems } = parseFlow(JSON.stringify(json));
  assert.equal(document, undefined);
  return problems;
}

const withActions = (...actions: readonly unknown[]) => ({
  Version: "2019-10-30",
  StartAction: "first",
  Actions: [{ Identifier: "first", Type: "DisconnectParticipant" }, ...actions],
});

describe("parseFlow", () => {
  describe("of the forms in which flows are exported", () => {
    it("reads the console's file", () => {
      const document = documentOf(JSON.stringify(content, null, 2));
      assert.equal(document.startAction, "hello");
      assert.deepEqual([...document.actions.keys()], ["hello", "end"]);
      assert.deepEqual(JSON.parse(document.content), content);
    });

    it("reads the output of describe-contact-flow", () => {
      const document = documentOf(
        JSON.stringify({
          ContactFlow: {
            Arn: "arn:aws:connect:us-east-1:123456789012:instance/i/contact-flow/f",
            Id: "f",
            Name: "Hello",
            Type: "CUSTOMER_QUEUE",
            Content: JSON.stringify(content),
          },
        }),
      );
      assert.equal(document.arn, "arn:aws:connect:us-east-1:123456789012:instance/i/contact-flow/f");
      assert.equal(document.id, "f");
      assert.equal(document.name, "Hello");
      assert.equal(document.type, "CUSTOMER_QUEUE");
      assert.deepEqual(JSON.parse(document.content), content);
    });

    it("reads the output of describe-contact-flow-module", () => {
      const document = documentOf(
        JSON.stringify({ ContactFlowModule: { Id: "m", Name: "Module", Content: JSON.stringify(content) } }),
      );
      assert.equal(document.id, "m");
      assert.equal(document.name, "Module");
    });

    it("reads Content as a text without an outer wrapper", () => {
      const document = documentOf(JSON.stringify({ Name: "Hello", Content: JSON.stringify(content) }));
      assert.equal(document.name, "Hello");
      assert.equal(document.startAction, "hello");
    });

    it("reads Content as an object", () => {
      const document = documentOf(JSON.stringify({ ContactFlowId: "f", ContactFlowArn: "arn:f", Content: content }));
      assert.equal(document.id, "f");
      assert.equal(document.arn, "arn:f");
      assert.equal(document.startAction, "hello");
    });

    it("prefers the wrapper's name to that of the metadata", () => {
      const named = { ...content, Metadata: { name: "inner" } };
      assert.equal(documentOf(JSON.stringify({ Name: "outer", Content: named })).name, "outer");
      assert.equal(documentOf(JSON.stringify({ Content: named })).name, "inner");
    });

    it("turns the console's type into that of the API", () => {
      const typed = (type: string) => documentOf(JSON.stringify({ ...content, Metadata: { type } })).type;
      assert.equal(typed("contactFlow"), "CONTACT_FLOW");
      assert.equal(typed("queueTransfer"), "QUEUE_TRANSFER");
      assert.equal(typed("agentWhisper"), "AGENT_WHISPER");
      assert.equal(typed("nothing that exists"), undefined);
    });

    it("knows no type by the name of an object's own methods", () => {
      const typed = (type: string) => documentOf(JSON.stringify({ ...content, Metadata: { type } })).type;
      assert.equal(typed("constructor"), undefined);
      assert.equal(typed("__proto__"), undefined);
    });

    it("leaves name and type open when the export has no metadata", () => {
      const { Metadata: _, ...bare } = content;
      const document = documentOf(JSON.stringify(bare));
      assert.equal(document.name, undefined);
      assert.equal(document.type, undefined);
    });
  });

  describe("of bytes", () => {
    it("reads UTF-8", () => {
      const document = documentOf(Buffer.from(JSON.stringify(content)));
      assert.equal(document.actions.get("hello")?.parameters.Text, "Grüezi");
    });

    it("drops a byte order mark, of bytes and of a text", () => {
      assert.equal(documentOf(Buffer.from(`\uFEFF${JSON.stringify(content)}`)).startAction, "hello");
      assert.equal(documentOf(`\uFEFF${JSON.stringify(content)}`).startAction, "hello");
    });

    it("reads what is not UTF-8 as Windows-1252", () => {
      const { content: dashed } = flow("dash", say("hello", "Grüezi – 5 €", "end"), disconnect());
      const bytes = Buffer.from(JSON.stringify(dashed).replace("–", "\x96").replace("€", "\x80"), "latin1");
      assert.equal(documentOf(bytes).actions.get("hello")?.parameters.Text, "Grüezi – 5 €");
    });
  });

  describe("of an action", () => {
    it("keeps the order of conditions and errors", () => {
      const { content } = flow(
        "menu",
        action(
          "menu",
          "Compare",
          { ComparisonValue: "$.Attributes.choice" },
          {
            next: "end",
            when: { b: "end", a: "again", "NumberGreaterThan 3": "end" },
            errors: { NoMatchingCondition: "end", NoMatchingError: "again" },
          },
        ),
        say("again", "Again", "end"),
        disconnect(),
      );
      assert.deepEqual(documentOf(JSON.stringify(content)).actions.get("menu")?.transitions, {
        nextAction: "end",
        conditions: [
          { operator: "Equals", operands: ["b"], nextAction: "end" },
          { operator: "Equals", operands: ["a"], nextAction: "again" },
          { operator: "NumberGreaterThan", operands: ["3"], nextAction: "end" },
        ],
        errors: [
          { errorType: "NoMatchingCondition", nextAction: "end" },
          { errorType: "NoMatchingError", nextAction: "again" },
        ],
      });
    });

    it("fills in parameters and transitions that are missing", () => {
      const { document } = parseFlow(JSON.stringify(withActions()));
      const first = document?.actions.get("first");
      assert.deepEqual(first?.parameters, {});
      assert.deepEqual(first?.transitions, { nextAction: undefined, conditions: [], errors: [] });
    });

    it("takes a NextAction that is empty, or no text, as none", () => {
      for (const NextAction of ["", 7, null, ["first"]]) {
        const { document } = parseFlow(
          JSON.stringify(withActions({ Identifier: "second", Type: "Wait", Transitions: { NextAction } })),
        );
        assert.equal(document?.actions.get("second")?.transitions.nextAction, undefined);
      }
    });

    it("reads operands that are not texts as the text that they show", () => {
      const { document } = parseFlow(
        JSON.stringify(
          withActions({
            Identifier: "second",
            Type: "Compare",
            Transitions: {
              Conditions: [8, true, null, { toString: 1 }].map((operand) => ({
                NextAction: "first",
                Condition: { Operator: "Equals", Operands: [operand] },
              })),
            },
          }),
        ),
      );
      assert.deepEqual(
        document?.actions.get("second")?.transitions.conditions.map(({ operands }) => operands),
        [["8"], ["true"], ["null"], ['{"toString":1}']],
      );
    });

    it("accepts an empty parameter and a placeholder", () => {
      const { content } = flow(
        "placeholder",
        action("move", "TransferToFlow", { ContactFlowId: "" }, { next: "end" }),
        action("queue", "UpdateContactTargetQueue", { QueueId: `\${QUEUE}` }, { next: "end" }),
        disconnect(),
      );
      assert.equal(documentOf(JSON.stringify(content)).actions.get("queue")?.parameters.QueueId, `\${QUEUE}`);
    });
  });

  describe("of what cannot be used", () => {
    it("refuses what is not JSON, with the parser's reason", () => {
      const { document, problems } = parseFlow("{ no");
      assert.equal(document, undefined);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? "", /^It is not JSON: .+\.$/);
    });

    it("refuses JSON that is not an object", () => {
      for (const json of [null, 1, "text", [content]]) {
        assert.deepEqual(problemsOf(json), ["It is not a JSON object."]);
      }
    });

    it("refuses Content that is neither text nor object, or holds neither", () => {
      assert.deepEqual(problemsOf({ Content: 1 }), ["Content is neither a JSON text nor an object."]);
      assert.deepEqual(problemsOf({ Content: "[]" }), ["Content is not a JSON object."]);
      assert.match(problemsOf({ ContactFlow: { Content: "{" } })[0] ?? "", /^Content is not JSON: /);
    });

    it("names the legacy format and how to leave it", () => {
      assert.deepEqual(problemsOf({ modules: [], version: "1", type: "contactFlow", start: "a" }), [
        "It is a flow of the legacy format (modules); export it again from the console.",
      ]);
    });

    it("refuses another version, and none", () => {
      assert.deepEqual(problemsOf({ ...content, Version: "2020-01-01" }), [
        'Version is "2020-01-01"; 2019-10-30 is the only one that there is.',
      ]);
      assert.deepEqual(problemsOf({ ...content, Version: undefined }), [
        "Version is missing; 2019-10-30 is the only one that there is.",
      ]);
    });

    it("refuses a StartAction that is no action", () => {
      assert.deepEqual(problemsOf({ ...content, StartAction: "nowhere" }), [
        'StartAction "nowhere" is no action of the flow.',
      ]);
      assert.deepEqual(problemsOf({ ...content, StartAction: undefined }), ["StartAction is missing."]);
    });

    it("refuses transitions of every kind that lead nowhere, each target once", () => {
      const { content } = flow(
        "dangling",
        action(
          "start",
          "Compare",
          {},
          { next: "a", when: { x: "b", y: "b" }, errors: { NoMatchingCondition: "c", NoMatchingError: "a" } },
        ),
      );
      assert.deepEqual(problemsOf(content), [
        'Action "start" leads to "a", which does not exist.',
        'Action "start" leads to "b", which does not exist.',
        'Action "start" leads to "c", which does not exist.',
      ]);
    });

    it("refuses two actions with one identifier", () => {
      assert.deepEqual(problemsOf(withActions({ Identifier: "first", Type: "Wait" })), [
        'Two actions have the identifier "first".',
      ]);
    });

    it("refuses an action without identifier or type", () => {
      assert.deepEqual(problemsOf(withActions({ Type: "Wait" }, { Identifier: "b", Type: 1 }, "c")), [
        "Actions[1] needs an Identifier and a Type, both strings.",
        "Actions[2] needs an Identifier and a Type, both strings.",
        "Actions[3] needs an Identifier and a Type, both strings.",
      ]);
    });

    it("refuses a condition or an error branch that is not whole", () => {
      const transitions = {
        Conditions: [{ NextAction: "first" }, { Condition: { Operator: "Equals", Operands: ["a"] } }],
        Errors: [{ NextAction: "first" }, null],
      };
      assert.deepEqual(problemsOf(withActions({ Identifier: "b", Type: "Compare", Transitions: transitions })), [
        "Actions[1].Transitions.Conditions[0] needs NextAction and Condition.Operator, both strings.",
        "Actions[1].Transitions.Conditions[1] needs NextAction and Condition.Operator, both strings.",
        "Actions[1].Transitions.Errors[0] needs NextAction and ErrorType, both strings.",
        "Actions[1].Transitions.Errors[1] needs NextAction and ErrorType, both strings.",
      ]);
    });

    it("reports all problems at once", () => {
      const problems = problemsOf({
        Version: "1",
        StartAction: "nowhere",
        Actions: [
          { Identifier: "a", Type: "Wait", Transitions: { NextAction: "gone", Errors: [{}] } },
          { Identifier: "a", Type: "Wait" },
          7,
        ],
      });
      assert.deepEqual(problems, [
        'Version is "1"; 2019-10-30 is the only one that there is.',
        "Actions[0].Transitions.Errors[0] needs NextAction and ErrorType, both strings.",
        'Two actions have the identifier "a".',
        "Actions[2] needs an Identifier and a Type, both strings.",
        'StartAction "nowhere" is no action of the flow.',
        'Action "a" leads to "gone", which does not exist.',
      ]);
    });

    it("refuses a document without a list of actions", () => {
      assert.deepEqual(problemsOf({ Version: "2019-10-30", StartAction: "a", Actions: {} }), [
        "Actions is not a list.",
        'StartAction "a" is no action of the flow.',
      ]);
    });

    it("cuts a long value short in a problem", () => {
      const problem = (length: number) => problemsOf({ ...content, StartAction: "x".repeat(length) })[0];
      assert.equal(problem(78), `StartAction "${"x".repeat(78)}" is no action of the flow.`);
      assert.equal(problem(79), `StartAction "${"x".repeat(79)}… is no action of the flow.`);
    });
  });

  it("takes identifiers that name an object's own members as any other", () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    const { content } = flow(
      "names",
      ...names.map((name, index) => action(name, "Wait", {}, { next: names[index + 1] ?? "end" })),
      disconnect(),
    );
    const document = documentOf(JSON.stringify(content));
    assert.deepEqual([...document.actions.keys()], [...names, "end"]);
    assert.equal(document.startAction, "__proto__");
    assert.deepEqual(problemsOf({ ...content, StartAction: "valueOf" }), [
      'StartAction "valueOf" is no action of the flow.',
    ]);
  });

  it("leaves every object alone when a document holds __proto__ as a key", () => {
    parseFlow(
      '{"Version":"2019-10-30","StartAction":"a","Actions":[{"Identifier":"a","Type":"Wait","Parameters":{"__proto__":{"polluted":true}},"__proto__":{"polluted":true}}]}',
    );
    assert.equal("polluted" in {}, false);
  });

  it("answers any JSON with either problems or a document", () => {
    const condition = fc.record({ Operator: fc.string(), Operands: fc.array(fc.jsonValue()) });
    const named = fc.record({
      Identifier: fc.oneof(fc.string(), fc.constantFrom("a", "__proto__")),
      Type: fc.string(),
      Parameters: fc.jsonValue(),
      Transitions: fc.record({
        Conditions: fc.array(fc.record({ NextAction: fc.constant("a"), Condition: condition })),
      }),
    });
    const anything = fc.dictionary(
      fc.constantFrom("Version", "StartAction", "Metadata", "Actions", "modules", "Content", "ContactFlow"),
      fc.jsonValue(),
    );
    const nearly = fc
      .tuple(fc.array(fc.oneof({ arbitrary: named, weight: 9 }, fc.jsonValue()), { maxLength: 4 }), anything)
      .map(([actions, rest]) => ({
        Version: "2019-10-30",
        StartAction: "a",
        Actions: [{ Identifier: "a", Type: "Wait" }, ...actions],
        ...(actions.length % 2 === 0 ? {} : rest),
      }));
    const wrapped = fc.oneof(
      nearly,
      fc.record({ Content: fc.oneof(nearly, fc.string(), fc.json()) }),
      fc.record({ ContactFlow: fc.record({ Content: nearly.map((value) => JSON.stringify(value)) }) }),
    );
    let documents = 0;
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), wrapped), (json) => {
        const { document, problems } = parseFlow(JSON.stringify(json));
        assert.equal(document === undefined, problems.length > 0);
        if (document) documents++;
      }),
      { numRuns: 1000 },
    );
    assert(documents > 10, `${documents} documents`);
  });

  it("refuses what nests too deeply for a reader", () => {
    for (const [open, close] of [
      ['{"a":', "}"],
      ["[", "]"],
    ] as const) {
      const deep = (levels: number) =>
        `{"Version":"2019-10-30","StartAction":"a","Actions":[{"Identifier":"a","Type":"Wait","Parameters":{"p":${open.repeat(levels)}1${close.repeat(levels)}}}]}`;
      assert.deepEqual(parseFlow(deep(100)).problems, []);
      assert.deepEqual(parseFlow(deep(100_000)).problems, ["It nests more than 500 levels deep."]);
    }
  });

  it("answers any bytes and any text with either problems or a document", () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.string()), (source) => {
        const { document, problems } = parseFlow(source);
        assert.equal(document === undefined, problems.length > 0);
      }),
    );
  });
});
