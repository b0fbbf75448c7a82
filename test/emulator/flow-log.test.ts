import assert from "node:assert/strict";
import { flowLogRecords } from "../../provider/emulator/flow-log.js";
import type { TraceRecord } from "../../provider/emulator/trace.js";
import type { ActionJson } from "../flows.js";
import { action, disconnect, flow, say } from "../flows.js";
import { type ContactOptions, contactInFlow, emptyInstance, module } from "./contact-in-flow.js";

const instance = emptyInstance();
const record = (type: string, parameters: TraceRecord["parameters"], result = "success"): TraceRecord => ({
  time: Date.UTC(2026, 0, 1),
  contactId: "c-1",
  flow: "Main",
  flowId: "f-1",
  action: "a-1",
  type,
  parameters,
  result,
  warnings: ["not in the log"],
});
const of = (type: string, parameters: TraceRecord["parameters"] = {}, result?: string) =>
  flowLogRecords(record(type, parameters, result), instance);
const nameOf = (type: string, parameters?: TraceRecord["parameters"]) => of(type, parameters)[0]?.ContactFlowModuleType;

/** The log of a flow that ran, without what is the same in each record. */
function logOf(options: ContactOptions, ...actions: readonly ActionJson[]) {
  const { contact } = contactInFlow(flow("main", ...actions), options);
  return contact.trace.flatMap((entry) => flowLogRecords(entry, contact.instance));
}

describe("flowLogRecords", () => {
  it("has the members of Amazon Connect's flow log, in its form", () => {
    assert.deepEqual(of("UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Enabled" }), [
      {
        ContactId: "c-1",
        ContactFlowId: `${instance.arn}/contact-flow/f-1`,
        ContactFlowName: "Main",
        ContactFlowModuleType: "SetLoggingBehavior",
        Identifier: "a-1",
        Timestamp: "2026-01-01T00:00:00.000Z",
        Parameters: { LoggingBehavior: "Enable" },
      },
    ]);
    assert.deepEqual(of("UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Disabled" })[0]?.Parameters, {
      LoggingBehavior: "Disable",
    });
  });

  it("calls action types by their names of the legacy format", () => {
    const names = {
      MessageParticipant: "PlayPrompt",
      DisconnectParticipant: "Disconnect",
      InvokeLambdaFunction: "InvokeExternalResource",
      UpdateContactAttributes: "SetAttributes",
      Compare: "CheckAttribute",
      UpdateContactTargetQueue: "SetQueue",
      TransferContactToQueue: "Transfer",
      TransferToFlow: "Transfer",
      ConnectParticipantWithLexBot: "GetUserInput",
      EndFlowExecution: "Resume",
      UpdateContactTextToSpeechVoice: "SetVoice",
      UpdateContactRecordingBehavior: "SetRecordingBehavior",
      MessageParticipantIteratively: "LoopPrompts",
      UpdateContactRoutingBehavior: "UpdateRoutingPriority",
      CheckHoursOfOperation: "CheckHoursOfOperation",
      Wait: "Wait",
      Loop: "Loop",
      ShowView: "ShowView",
    };
    for (const [type, name] of Object.entries(names)) {
      const attributes = type === "UpdateContactAttributes" ? { Attributes: { a: "1" } } : {};
      assert.equal(nameOf(type, attributes), name);
    }
  });

  it("tells apart what the legacy format had two blocks for", () => {
    assert.equal(nameOf("GetParticipantInput", { StoreInput: "True" }), "StoreUserInput");
    assert.equal(nameOf("GetParticipantInput", { StoreInput: "False" }), "GetUserInput");
    assert.equal(nameOf("CheckMetricData", { MetricType: "NumberOfAgentsStaffed" }), "CheckStaffing");
    assert.equal(nameOf("CheckMetricData", { MetricType: "OldestContactInQueueAgeSeconds" }), "CheckQueueStatus");
    assert.equal(nameOf("CheckMetricData", { MetricType: "NumberOfContactsInQueue" }), "CheckQueueStatus");
    assert.equal(nameOf("UpdateContactEventHooks", { EventHooks: { CustomerQueue: "f" } }), "SetContactFlow");
    assert.equal(nameOf("UpdateContactEventHooks", { EventHooks: { CustomerRemaining: "f" } }), "SetEventHook");
  });

  it("has a record for each attribute that is set", () => {
    assert.deepEqual(
      of("UpdateContactAttributes", { Attributes: { a: "1", b: "2" }, TargetContact: "Current" }).map(
        ({ Parameters }) => Parameters,
      ),
      [
        { Key: "a", Value: "1" },
        { Key: "b", Value: "2" },
      ],
    );
  });

  it("has a function's parameters under the names of the log, its time in milliseconds", () => {
    const parameters = {
      LambdaFunctionARN: "arn:f",
      InvocationTimeLimitSeconds: "8",
      LambdaInvocationAttributes: { a: "1" },
    };
    assert.deepEqual(of("InvokeLambdaFunction", parameters)[0]?.Parameters, {
      FunctionArn: "arn:f",
      Parameters: { a: "1" },
      TimeLimit: "8000",
    });
  });

  it("has a queue and a bot by their ARNs", () => {
    assert.deepEqual(of("UpdateContactTargetQueue", { QueueId: "arn:q" })[0]?.Parameters, { Queue: "arn:q" });
    assert.equal(
      of("ConnectParticipantWithLexBot", { LexV2Bot: { AliasArn: "arn:b" } })[0]?.Parameters.BotAliasArn,
      "arn:b",
    );
  });

  it("tells a result or an error, and nothing of a plain success", () => {
    assert.equal(of("Compare", {}, "VOICE")[0]?.Results, "VOICE");
    assert.equal(of("InvokeLambdaFunction", {}, "NoMatchingError")[0]?.Results, "NoMatchingError");
    assert.equal(Object.hasOwn(of("Wait")[0] ?? {}, "Results"), false);
  });

  it("takes any parameters, and any name of a type, without an error", () => {
    for (const type of [
      "constructor",
      "__proto__",
      "UpdateContactAttributes",
      "UpdateContactEventHooks",
      "InvokeLambdaFunction",
    ]) {
      for (const value of [null, 5, "text", [], {}]) {
        const parameters = { Attributes: value, EventHooks: value, LexV2Bot: value, LambdaInvocationAttributes: value };
        for (const entry of of(type, parameters)) assert.equal(typeof entry.ContactFlowModuleType, "string");
      }
    }
  });

  it("is the log of a run: each action in its flow or module, with references resolved", () => {
    const log = logOf(
      {
        request: { Attributes: { name: "Ada" } },
        otherFlows: [module("m", say("inside", "In $.Channel", "back"), action("back", "EndFlowModuleExecution"))],
      },
      action("logging", "UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Enabled" }, { next: "hello" }),
      say("hello", "Hello $.Attributes.name", "module"),
      action("module", "InvokeFlowModule", { FlowModuleId: "m" }, { next: "end" }),
      disconnect("end"),
    );
    assert.deepEqual(
      log.map(({ ContactFlowName, ContactFlowModuleType, Identifier, Results }) => [
        ContactFlowName,
        ContactFlowModuleType,
        Identifier,
        Results,
      ]),
      [
        ["main", "SetLoggingBehavior", "logging", undefined],
        ["main", "PlayPrompt", "hello", undefined],
        ["main", "InvokeFlowModule", "module", "module m"],
        ["m", "PlayPrompt", "inside", undefined],
        ["m", "EndFlowModuleExecution", "back", "returned"],
        ["main", "InvokeFlowModule", "module", undefined],
        ["main", "Disconnect", "end", "disconnected"],
      ],
    );
    assert.deepEqual(log[1]?.Parameters, { Text: "Hello Ada" });
    assert.match(log[3]?.ContactFlowId ?? "", /\/flow-module\/m$/);
  });
});
