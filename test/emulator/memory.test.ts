import assert from "node:assert/strict";
import { forgetFlow, forgetFunctions, type Memory, valueAtPath } from "../../provider/emulator/memory.js";
import { action, disconnect, flow, greeting, say } from "../flows.js";
import { contactFor, contactInFlow, otherFlow, said } from "./contact-in-flow.js";
import { profiles } from "./profiles.js";
import { queueChat } from "./queue-chat.js";

const { contact } = contactFor(greeting(), { request: { Attributes: { plan: "gold" } } });
const memory = (): Memory =>
  new Map<string, unknown>([
    ["External", { a: "1" }],
    ["LambdaInvocation", { ResultData: { a: "1" } }],
    ["Lex", { IntentName: "X" }],
    ["Customer", { FirstName: "Ada" }],
    ["Case", { case_id: "c" }],
    ["Loop", { a: { Index: 0 } }],
    ["Wisdom", { SessionArn: "arn" }],
    ["Views", { Action: "Next" }],
    ["Metrics", { Queue: { Size: 1 } }],
  ]);

describe("valueAtPath", () => {
  const of = (path: string[], flowAttributes: [string, string][] = []) =>
    valueAtPath(path, { contact, memory: memory(), flowAttributes: new Map(flowAttributes) });

  it("knows the flow's own attributes, what blocks left behind, and the contact", () => {
    assert.equal(of(["FlowAttributes", "f"], [["f", "1"]]), "1");
    assert.equal(of(["External", "a"]), "1");
    assert.equal(of(["Attributes", "plan"]), "gold");
    assert.equal(of(["Channel"]), "CHAT");
  });

  it("knows nothing else", () => {
    for (const path of [["FlowAttributes", "toString"], ["External", "b"], ["Email", "x"], [], ["constructor"]]) {
      assert.equal(of(path), undefined, path.join("."));
    }
  });
});

describe("what blocks left behind", () => {
  it("lasts, of profiles, cases, loops and sessions, as long as the flow", () => {
    const left = memory();
    forgetFlow(left);
    assert.deepEqual([...left.keys()], ["External", "LambdaInvocation", "Lex", "Views", "Metrics"]);
  });

  it("lasts, of functions, until a module", () => {
    const left = memory();
    forgetFunctions(left);
    assert.deepEqual([left.has("External"), left.has("LambdaInvocation"), left.has("Lex")], [false, false, true]);
  });

  const seen = "[$.External.a] [$.Customer.FirstName] [$.Attributes.plan] [$.FlowAttributes.f] [$.Metrics.Queue.Size]";
  const definition = { ...profiles, queues: [{ name: "q", id: "q" }], lambda: [{ name: "f", answer: { a: "1" } }] };
  const fill = [
    action(
      "lambda",
      "InvokeLambdaFunction",
      { LambdaFunctionARN: "f", InvocationTimeLimitSeconds: "3" },
      { next: "profile" },
    ),
    action(
      "profile",
      "GetCustomerProfile",
      { ProfileRequestData: { IdentifierName: "crm", IdentifierValue: "7" }, ProfileResponseData: ["FirstName"] },
      { next: "set" },
    ),
    action("set", "UpdateContactAttributes", { Attributes: { plan: "gold" } }, { next: "flow" }),
    action("flow", "UpdateFlowAttributes", { FlowAttributes: { f: { Value: "mine" } } }, { next: "metrics" }),
    action("metrics", "GetMetricData", { QueueId: "q" }, { next: "before" }),
    say("before", seen, "go"),
  ];

  it("goes along to another flow, but for what lasts no longer than a flow", () => {
    const { contact } = contactInFlow(flow("fills", ...fill, action("go", "TransferToFlow", { ContactFlowId: "t" })), {
      definition,
      otherFlows: [otherFlow("t", "CONTACT_FLOW", say("after", seen, "end"), disconnect())],
    });
    assert.deepEqual(said(contact), ["[1] [Ada] [gold] [mine] [0]", "[1] [] [gold] [] [0]"]);
  });

  it("goes along to the queue flow in the same way", () => {
    const { contact } = queueChat({
      definition,
      first: fill.map((one) => ({ ...one, Transitions: {} })),
      hooks: { CustomerQueue: [say("after", seen, "end"), action("end", "EndFlowExecution")] },
    });
    assert.deepEqual(said(contact), ["[1] [Ada] [gold] [mine] [0]", "[1] [] [gold] [] [0]"]);
  });

  it("stays with its contact, but for contact attributes", () => {
    const { chat, clock } = queueChat({
      definition: {
        ...definition,
        queues: [{ name: "q", id: "q", agents: ["ada"] }],
        agents: [{ name: "ada", script: [{ leave: true }] }],
      },
      first: fill.map((one) => ({ ...one, Transitions: {} })),
      hooks: { CustomerRemaining: [say("after", seen, "end"), disconnect("end")] },
    });
    clock.advance(0);
    assert.deepEqual(said(chat.contact), ["[] [] [gold] [] []"]);
  });
});
