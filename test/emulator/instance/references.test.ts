import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ReferenceKind, references } from "../../../provider/emulator/instance/references.js";
import { parseFlow } from "../../../provider/flow/document.js";
import { type ActionJson, action, flow } from "../../flows.js";
import { root } from "../../project/root.js";

const arn = (rest: string) => `arn:aws:connect:us-east-1:123456789012:instance/i/${rest}`;

function referencesOf(actions: readonly ActionJson[], metadata: object = {}) {
  const { content } = flow("f", ...actions);
  const { document, problems } = parseFlow(JSON.stringify({ ...content, Metadata: { ActionMetadata: metadata } }));
  assert(document, problems.join(" "));
  return references(document);
}

/** Kind, reference and parameter of what a single action refers to. */
const of = (type: string, parameters: Readonly<Record<string, unknown>>) =>
  referencesOf([action("a", type, parameters)]).map(
    ({ kind, reference, parameter }) => `${kind} ${reference} ${parameter}`,
  );

describe("the references of a flow", () => {
  const known: readonly (readonly [ReferenceKind, string, string, Readonly<Record<string, unknown>>])[] = [
    ["queue", "UpdateContactTargetQueue", "QueueId", { QueueId: "x" }],
    ["agent", "UpdateContactTargetQueue", "AgentId", { AgentId: "x" }],
    ["queue", "DequeueContactAndTransferToQueue", "QueueId", { QueueId: "x" }],
    ["queue", "GetMetricData", "QueueId", { QueueId: "x" }],
    ["queue", "CheckMetricData", "QueueId", { QueueId: "x" }],
    ["flow", "TransferToFlow", "ContactFlowId", { ContactFlowId: "x" }],
    ["flow", "CreateTask", "ContactFlowId", { ContactFlowId: "x" }],
    ["flow", "UpdateContactEventHooks", "EventHooks.CustomerQueue", { EventHooks: { CustomerQueue: "x" } }],
    ["module", "InvokeFlowModule", "FlowModuleId", { FlowModuleId: "x" }],
    ["lambda", "InvokeLambdaFunction", "LambdaFunctionARN", { LambdaFunctionARN: "x" }],
    [
      "lambda",
      "UpdateContactMediaProcessing",
      "ChatProcessor.LambdaProcessorARN",
      { ChatProcessor: { LambdaProcessorARN: "x" } },
    ],
    ["lex", "ConnectParticipantWithLexBot", "LexV2Bot.AliasArn", { LexV2Bot: { AliasArn: "x" } }],
    ["lex", "ConnectParticipantWithLexBot", "LexBot.Name", { LexBot: { Name: "x", Region: "r" } }],
    ["hoursOfOperation", "CheckHoursOfOperation", "HoursOfOperationId", { HoursOfOperationId: "x" }],
    ["prompt", "MessageParticipant", "PromptId", { PromptId: "x" }],
    [
      "prompt",
      "MessageParticipantIteratively",
      "Messages.0.PromptId",
      { Messages: [{ PromptId: "x" }, { Text: "y" }] },
    ],
    ["view", "ShowView", "ViewResource.Id", { ViewResource: { Id: "x" }, ViewData: { Id: "y" } }],
    ["caseTemplate", "CreateCase", "CaseTemplateId", { CaseTemplateId: "x" }],
  ];
  for (const [kind, type, parameter, parameters] of known) {
    it(`have the ${kind} in ${parameter} of ${type}`, () => {
      assert.deepEqual(of(type, parameters), [`${kind} x ${parameter}`]);
    });
  }

  it("have every ARN that an attribute is set to", () => {
    const arns = {
      queue: arn("queue/q"),
      agent: arn("agent/a"),
      flow: arn("contact-flow/f"),
      module: arn("flow-module/m"),
      hoursOfOperation: arn("operating-hours/h"),
      prompt: arn("prompt/p"),
      view: "arn:aws:connect:us-east-1:aws:view/form:1",
      lambda: "arn:aws:lambda:us-east-1:123456789012:function:lookup:live",
      lex: "arn:aws:lex:us-east-1:123456789012:bot-alias/B/A",
    };
    assert.deepEqual(
      of("UpdateContactAttributes", { Attributes: arns }),
      Object.entries(arns).map(([kind, value]) => `${kind} ${value} Attributes.${kind}`),
    );
  });

  it("leave out what is only known when the flow runs, what is empty, and what is no reference", () => {
    assert.deepEqual(of("UpdateContactTargetQueue", { QueueId: "$.Attributes.queue" }), []);
    assert.deepEqual(of("InvokeLambdaFunction", { LambdaFunctionARN: "arn:aws:lambda:$.AwsRegion:1:function:x" }), []);
    assert.deepEqual(of("TransferToFlow", { ContactFlowId: "" }), []);
    assert.deepEqual(of("MessageParticipant", { Text: "See https://example.com/queue/1" }), []);
  });

  it("have placeholders that were not filled, wherever they stand", () => {
    assert.deepEqual(of("UpdateContactTargetQueue", { QueueId: "{{queues.a}}" }), ["placeholder {{queues.a}} QueueId"]);
    assert.deepEqual(of("MessageParticipant", { Text: "Dear <<name>>, %when%" }), [
      "placeholder <<name>> Text",
      "placeholder %when% Text",
    ]);
  });

  it("carry the name that the export gives them, in its newer and its older form", () => {
    const found = referencesOf(
      [
        action("new", "UpdateContactTargetQueue", { QueueId: "q" }, { next: "list" }),
        action(
          "list",
          "MessageParticipantIteratively",
          { Messages: [{ Text: "x" }, { PromptId: "p" }] },
          { next: "old" },
        ),
        action("old", "UpdateContactTargetQueue", { QueueId: "q" }, { next: "flow" }),
        action("flow", "TransferToFlow", { ContactFlowId: "f" }, { next: "none" }),
        action("none", "TransferToFlow", { ContactFlowId: "g" }),
      ],
      {
        new: { parameters: { QueueId: { displayName: "Support" } }, queue: { text: "not this" } },
        list: { parameters: { Messages: [{}, { PromptId: { displayName: "Beep.wav" } }] } },
        old: { queue: { text: "Sales" } },
        flow: { ContactFlow: { text: "Main" } },
      },
    );
    assert.deepEqual(
      found.map(({ action, name }) => [action, name]),
      [
        ["new", "Support"],
        ["list", "Beep.wav"],
        ["old", "Sales"],
        ["flow", "Main"],
        ["none", undefined],
      ],
    );
  });

  const folder = join(root, "../shared/flows");
  it("are found in real exported flows", function () {
    if (!existsSync(join(folder, "INDEX.tsv"))) return this.skip();
    const files = readFileSync(join(folder, "INDEX.tsv"), "utf8").trim().split("\n").slice(1);
    const found = files
      .map((line) => parseFlow(readFileSync(join(folder, line.split("\t")[0] ?? ""))).document)
      .flatMap((document) => (document ? references(document) : []));
    const kinds = new Map<string, number>();
    for (const { kind } of found) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    console.log(
      `      ${[...kinds].map(([kind, count]) => `${kind} ${count}`).join(", ")}, ${found.filter(({ name }) => name).length} with a name`,
    );
    for (const kind of ["view", "placeholder", "lambda", "queue", "flow"]) assert.ok((kinds.get(kind) ?? 0) > 0, kind);
  });
});
