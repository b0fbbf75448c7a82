import type { Instance } from "./instance.js";
import { isTrue, record, textOf } from "./record.js";
import type { TraceRecord } from "./trace.js";

type Parameters = Readonly<Record<string, unknown>>;

/** The names that Amazon Connect's flow log has for action types, where they are not the same. */
const logNames: ReadonlyMap<string, string | ((parameters: Parameters) => string)> = new Map(
  Object.entries({
    CheckMetricData: ({ MetricType }: Parameters) =>
      textOf(MetricType).startsWith("NumberOfAgents") ? "CheckStaffing" : "CheckQueueStatus",
    Compare: "CheckAttribute",
    ConnectParticipantWithLexBot: "GetUserInput",
    DequeueContactAndTransferToQueue: "Transfer",
    DisconnectParticipant: "Disconnect",
    EndFlowExecution: "Resume",
    GetParticipantInput: ({ StoreInput }: Parameters) => (isTrue(StoreInput) ? "StoreUserInput" : "GetUserInput"),
    InvokeLambdaFunction: "InvokeExternalResource",
    MessageParticipant: "PlayPrompt",
    MessageParticipantIteratively: "LoopPrompts",
    TransferContactToQueue: "Transfer",
    TransferToFlow: "Transfer",
    UpdateContactAttributes: "SetAttributes",
    UpdateContactEventHooks: ({ EventHooks }: Parameters) =>
      Object.keys(record(EventHooks)).some((hook) => contactFlowHooks.has(hook)) ? "SetContactFlow" : "SetEventHook",
    UpdateContactRecordingBehavior: "SetRecordingBehavior",
    UpdateContactRoutingBehavior: "UpdateRoutingPriority",
    UpdateContactTargetQueue: "SetQueue",
    UpdateContactTextToSpeechVoice: "SetVoice",
    UpdateFlowLoggingBehavior: "SetLoggingBehavior",
  }),
);

/** Events that flows were set for before there were event hooks. */
const contactFlowHooks: ReadonlySet<string> = new Set([
  ...["AgentHold", "AgentWhisper", "CustomerHold", "CustomerQueue", "CustomerWhisper"],
]);

/** A record of Amazon Connect's flow log. */
export interface FlowLogRecord {
  readonly ContactId: string;
  readonly ContactFlowId: string;
  readonly ContactFlowName: string;
  readonly ContactFlowModuleType: string;
  readonly Identifier: string;
  /** ISO 8601. */
  readonly Timestamp: string;
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly Results?: string;
}

/** What the flow log has of an action: one record, but for attributes one each. */
export function flowLogRecords(entry: TraceRecord, instance: Instance): FlowLogRecord[] {
  const { contactId, flow, flowId, action, time, result } = entry;
  const common = {
    ContactId: contactId,
    ContactFlowId: instance.modules.find(flowId)?.arn ?? `${instance.arn}/contact-flow/${flowId}`,
    ContactFlowName: flow,
    ContactFlowModuleType: nameOf(entry),
    Identifier: action,
    Timestamp: new Date(time).toISOString(),
  };
  return parametersOf(entry).map((Parameters) => ({
    ...common,
    Parameters,
    ...(result === "success" ? {} : { Results: result }),
  }));
}

function nameOf({ type, parameters }: TraceRecord): string {
  const name = logNames.get(type) ?? type;
  return typeof name === "string" ? name : name(parameters);
}

function parametersOf({ type, parameters }: TraceRecord): Parameters[] {
  switch (type) {
    case "UpdateContactAttributes":
      return Object.entries(record(parameters.Attributes)).map(([Key, Value]) => ({ Key, Value }));
    case "UpdateFlowLoggingBehavior":
      return [{ LoggingBehavior: parameters.FlowLoggingBehavior === "Enabled" ? "Enable" : "Disable" }];
    case "UpdateContactTargetQueue":
      return [parameters.QueueId === undefined ? parameters : { Queue: parameters.QueueId }];
    case "InvokeLambdaFunction":
      return [
        {
          FunctionArn: parameters.LambdaFunctionARN,
          Parameters: parameters.LambdaInvocationAttributes ?? {},
          TimeLimit: String(Number(textOf(parameters.InvocationTimeLimitSeconds)) * 1000),
        },
      ];
    case "ConnectParticipantWithLexBot":
      return [{ ...parameters, BotAliasArn: record(parameters.LexV2Bot).AliasArn }];
    default:
      return [parameters];
  }
}
