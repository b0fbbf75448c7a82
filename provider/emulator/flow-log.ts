import type { Instance } from "./instance.js";
import type { TraceRecord } from "./trace.js";

/** The names that Amazon Connect's flow log has for action types, where they are not the same. */
const logNames: Readonly<Record<string, string>> = {
  CheckMetricData: "CheckStaffing",
  Compare: "CheckAttribute",
  ConnectParticipantWithLexBot: "GetUserInput",
  DequeueContactAndTransferToQueue: "Transfer",
  DisconnectParticipant: "Disconnect",
  EndFlowExecution: "Resume",
  GetParticipantInput: "GetUserInput",
  InvokeLambdaFunction: "InvokeExternalResource",
  MessageParticipant: "PlayPrompt",
  MessageParticipantIteratively: "LoopPrompts",
  TransferContactToQueue: "Transfer",
  TransferToFlow: "Transfer",
  UpdateContactAttributes: "SetAttributes",
  UpdateContactEventHooks: "SetEventHook",
  UpdateContactRecordingBehavior: "SetRecordingBehavior",
  UpdateContactRoutingBehavior: "UpdateRoutingPriority",
  UpdateContactTargetQueue: "SetQueue",
  UpdateContactTextToSpeechVoice: "SetVoice",
  UpdateFlowLoggingBehavior: "SetLoggingBehavior",
};

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
export function flowLogRecords(record: TraceRecord, instance: Instance): FlowLogRecord[] {
  const { contactId, flow, flowId, action, type, time, result } = record;
  const common = {
    ContactId: contactId,
    ContactFlowId: instance.modules.find(flowId)?.arn ?? `${instance.arn}/contact-flow/${flowId}`,
    ContactFlowName: flow,
    ContactFlowModuleType: logNames[type] ?? type,
    Identifier: action,
    Timestamp: new Date(time).toISOString(),
  };
  return parametersOf(record).map((Parameters) => ({
    ...common,
    Parameters,
    ...(result === "success" ? {} : { Results: result }),
  }));
}

function parametersOf({ type, parameters }: TraceRecord): Readonly<Record<string, unknown>>[] {
  switch (type) {
    case "UpdateContactAttributes":
      return Object.entries((parameters.Attributes ?? {}) as Readonly<Record<string, unknown>>).map(([Key, Value]) => ({
        Key,
        Value,
      }));
    case "UpdateFlowLoggingBehavior":
      return [{ LoggingBehavior: parameters.FlowLoggingBehavior === "Enabled" ? "Enable" : "Disable" }];
    case "InvokeLambdaFunction":
      return [
        {
          FunctionArn: parameters.LambdaFunctionARN,
          Parameters: parameters.LambdaInvocationAttributes ?? {},
          TimeLimit: String(Number(parameters.InvocationTimeLimitSeconds) * 1000),
        },
      ];
    case "ConnectParticipantWithLexBot":
      return [{ ...parameters, BotAliasArn: (parameters.LexV2Bot as { AliasArn?: string } | undefined)?.AliasArn }];
    default:
      return [parameters];
  }
}
