import type { ActionType, BranchNeed, ConditionRule, FlowType, Parameter } from "./action-type.js";

const equals = ["Equals"];
const numeric = [
  "NumberGreaterThan",
  "NumberGreaterOrEqualTo",
  "NumberLessThan",
  "NumberLessOrEqualTo",
] as const satisfies readonly string[];
const texts = ["TextContains", "TextStartsWith", "TextEndsWith", "KeyExists"];
const everyOperator = [...equals, ...texts, ...numeric];

/** The most of a number that no source limits. */
const unlimited = Number.POSITIVE_INFINITY;
const any: Parameter = { kind: "any" };
const text: Parameter = { kind: "text" };
const map: Parameter = { kind: "map" };
const switched = choice("True", "False");
const media = object({ Uri: needed(text), SourceType: needed(choice("S3")), MediaType: needed(choice("Audio")) });
const messages = { Text: text, SSML: text, PromptId: text, Media: media };
const messageNames = Object.keys(messages);
const queue = { QueueId: text, AgentId: text };
const oneQueue = { need: "at most one", names: ["QueueId", "AgentId"] } as const;

const failing = { NoMatchingError: "required" } as const satisfies Record<string, BranchNeed>;
const maybeFailing = { NoMatchingError: "allowed" } as const satisfies Record<string, BranchNeed>;
const withoutErrors = {};

const inbound: readonly FlowType[] = ["CONTACT_FLOW", "CAMPAIGN", "MODULE"];
const transfer: readonly FlowType[] = ["AGENT_TRANSFER", "QUEUE_TRANSFER"];
const whisper: readonly FlowType[] = ["CUSTOMER_WHISPER", "AGENT_WHISPER", "OUTBOUND_WHISPER"];
const hold: readonly FlowType[] = ["CUSTOMER_HOLD", "AGENT_HOLD"];
const notWhisperOrHold: readonly FlowType[] = [...inbound, ...transfer, "CUSTOMER_QUEUE"];

const digits = [..."0123456789*#"];
const profile = {
  success: "next",
  chat: "works",
  errors: failing,
  parameters: { ProfileRequestData: needed(any), ProfileResponseData: any },
} as const satisfies Partial<ActionType>;
const cases = {
  success: "next",
  chat: "works",
  errors: { NoMatchingError: "required", ContactNotLinked: "allowed", MultipleFound: "allowed", NoneFound: "allowed" },
  parameters: {
    LinkContactToCase: text,
    CaseTemplateId: text,
    CaseRequestFields: any,
    CaseResponseFields: any,
    GetLastUpdatedCase: text,
    CustomerId: text,
  },
  open: true,
} as const satisfies Partial<ActionType>;

/**
 * What the flow language of version 2019-10-30 has: every action type, what it takes, what the service demands of it, and
 * what becomes of it on chat. From AWS's documentation, what others report that `CreateContactFlow` answers, and real
 * exports; where these differ, the most lenient stands here.
 */
export const actionTypes: ReadonlyMap<string, ActionType> = new Map(
  Object.entries<ActionType>({
    MessageParticipant: {
      block: "Play prompt",
      success: "next",
      chat: "works",
      chatErrors: { SSML: "NoMatchingError", PromptId: "NoMatchingError", Media: "NoMatchingError" },
      errors: maybeFailing,
      parameters: { ...messages, SkipWhenDTMFBufferEnabled: switched, TextToSpeechType: text },
      alternatives: [{ need: "exactly one", names: messageNames }],
      flowTypes: [...notWhisperOrHold, ...whisper],
    },
    ConnectParticipantWithLexBot: {
      block: "Get customer input",
      success: "result",
      chat: "works",
      waits: true,
      conditions: { operators: equals },
      errors: { NoMatchingError: "required", NoMatchingCondition: "expected", InputTimeLimitExceeded: "allowed" },
      parameters: {
        ...messages,
        LexV2Bot: object({ AliasArn: needed(text) }),
        LexBot: object({ Name: needed(text), Region: needed(text), Alias: needed(text) }),
        LexSessionAttributes: map,
        LexInitializationData: object({ InitialMessage: needed(text) }),
        LexTimeoutSeconds: object({ Text: number(60, 604_800, true) }),
      },
      alternatives: [
        { need: "exactly one", names: ["LexV2Bot", "LexBot"] },
        { need: "at least one", names: [...messageNames, "LexInitializationData"] },
        { need: "at most one", names: ["Text", "SSML", "PromptId"] },
      ],
      variants: [
        {
          parameter: "LexTimeoutSeconds",
          form: {
            errors: {
              NoMatchingError: "required",
              NoMatchingCondition: "expected",
              InputTimeLimitExceeded: "expected",
            },
          },
        },
      ],
      flowTypes: [...notWhisperOrHold, "OUTBOUND_WHISPER"],
    },
    GetParticipantInput: {
      block: "Get customer input",
      success: "result",
      chat: "error branch",
      conditions: { operators: equals, operands: digits },
      errors: { NoMatchingError: "required", NoMatchingCondition: "required", InputTimeLimitExceeded: "required" },
      parameters: {
        ...messages,
        StoreInput: needed(switched),
        InputTimeLimitSeconds: needed(number(1, 180)),
        InputValidation: any,
        InputEncryption: any,
        DTMFConfiguration: object({
          InputTerminationSequence: text,
          DisableCancelKey: switched,
          InterdigitTimeLimitSeconds: number(1, 20, true),
        }),
        EnableDTMFBuffer: switched,
      },
      alternatives: [{ need: "at most one", names: ["Text", "SSML", "PromptId"] }],
      variants: [
        {
          parameter: "StoreInput",
          values: ["True"],
          form: {
            success: "next",
            conditions: undefined,
            errors: { NoMatchingError: "required", InvalidPhoneNumber: "allowed" },
          },
        },
      ],
      flowTypes: [...notWhisperOrHold, "OUTBOUND_WHISPER"],
    },
    ShowView: {
      block: "Show view",
      success: "result",
      chat: "works",
      waits: true,
      conditions: { operators: equals },
      errors: { NoMatchingError: "required", NoMatchingCondition: "required", TimeLimitExceeded: "required" },
      parameters: {
        ViewResource: needed(object({ Id: needed(text), Version: text })),
        InvocationTimeLimitSeconds: needed(number(1, unlimited, true)),
        ViewData: any,
        SensitiveDataConfiguration: object({ HideResponseOn: { kind: "list" } }),
      },
      flowTypes: [...inbound, "CUSTOMER_QUEUE"],
    },
    DisconnectParticipant: {
      block: "Disconnect / hang up",
      success: "ends",
      chat: "works",
      errors: withoutErrors,
      parameters: {},
      flowTypes: notWhisperOrHold,
    },
    MessageParticipantIteratively: {
      block: "Loop prompts",
      success: "result",
      nextOptional: true,
      chat: "error branch",
      waits: true,
      conditions: { operators: equals, operands: ["MessagesInterrupted"] },
      errors: { NoMatchingError: "allowed" },
      parameters: {
        Messages: needed({ kind: "list", least: 1 }),
        InterruptFrequencySeconds: number(1, unlimited, true),
        ContinueMessagingDuringInterrupt: switched,
      },
      flowTypes: ["CUSTOMER_QUEUE", ...hold, "MODULE"],
    },
    TransferParticipantToThirdParty: {
      block: "Transfer to phone number",
      success: "result",
      chat: "error branch",
      errors: { NoMatchingError: "required", CallFailed: "allowed", ConnectionTimeLimitExceeded: "allowed" },
      parameters: {
        ThirdPartyPhoneNumber: needed(text),
        ThirdPartyConnectionTimeLimitSeconds: needed(number(1, unlimited, true)),
        ContinueFlowExecution: needed(switched),
        ThirdPartyDTMFDigits: text,
        CallerId: any,
      },
      variants: [{ parameter: "ContinueFlowExecution", values: ["True"], form: { success: "next" } }],
    },
    AuthenticateParticipant: {
      block: "Authenticate Customer",
      success: "result",
      chat: "works",
      waits: true,
      conditions: { operators: equals },
      errors: { NoMatchingError: "allowed", NoMatchingCondition: "allowed", TimeLimitExceeded: "required" },
      parameters: {
        CognitoConfiguration: needed(any),
        CustomerProfilesConfiguration: needed(any),
        TimeLimitMinutes: needed(number(3, 15, true)),
      },
      open: true,
    },

    Compare: {
      block: "Check contact attributes",
      success: "result",
      chat: "works",
      conditions: { operators: everyOperator },
      errors: { NoMatchingCondition: "required" },
      parameters: { ComparisonValue: needed({ kind: "reference" }) },
    },
    CheckHoursOfOperation: {
      block: "Check hours of operation",
      success: "result",
      chat: "works",
      conditions: results("True", "False"),
      errors: failing,
      parameters: { HoursOfOperationId: text },
      flowTypes: notWhisperOrHold,
    },
    CheckMetricData: {
      block: "Check staffing, Check queue status",
      success: "result",
      chat: "works",
      conditions: { operators: [...equals, ...numeric], least: 1 },
      errors: { NoMatchingError: "required", NoMatchingCondition: "required" },
      parameters: {
        MetricType: needed(
          choice(
            ...["NumberOfAgentsAvailable", "NumberOfAgentsStaffed", "NumberOfAgentsOnline"],
            ...["OldestContactInQueueAgeSeconds", "NumberOfContactsInQueue"],
          ),
        ),
        ...queue,
      },
      alternatives: [oneQueue],
      variants: [
        {
          parameter: "MetricType",
          values: ["NumberOfAgentsAvailable", "NumberOfAgentsStaffed", "NumberOfAgentsOnline"],
          form: { conditions: { operators: ["NumberGreaterThan"], operands: ["0"], least: 1 } },
        },
      ],
      flowTypes: notWhisperOrHold,
    },
    GetMetricData: {
      block: "Get metrics",
      success: "next",
      chat: "works",
      errors: failing,
      parameters: {
        ...queue,
        QueueChannel: { kind: "choice", values: ["Voice", "Chat", "Task", "Email"], dynamic: true },
      },
      alternatives: [oneQueue],
      open: true,
    },
    DistributeByPercentage: {
      block: "Distribute by percentage",
      success: "result",
      chat: "works",
      conditions: { operators: ["NumberLessThan"] },
      errors: { NoMatchingCondition: "required" },
      parameters: {},
      flowTypes: [...notWhisperOrHold, "OUTBOUND_WHISPER"],
    },
    Loop: {
      block: "Loop",
      success: "result",
      chat: "works",
      conditions: results("ContinueLooping", "DoneLooping"),
      errors: maybeFailing,
      parameters: { LoopCount: needed(number(0, 100, true)) },
      open: true,
    },
    Wait: {
      block: "Wait",
      success: "result",
      chat: "works",
      waits: true,
      conditions: {
        operators: equals,
        operands: ["WaitCompleted", "CustomerReturned", "BotParticipantDisconnected"],
        required: ["WaitCompleted"],
        requiredBy: "Events",
      },
      errors: { NoMatchingError: "required", ParticipantNotFound: "allowed" },
      parameters: {
        TimeLimitSeconds: needed(number(1, 604_800, true)),
        Events: { kind: "list", of: ["CustomerReturned", "BotParticipantDisconnected"] },
        MinimumWaitTimeSeconds: number(1, unlimited, true),
        ContinueExecution: switched,
      },
      variants: [
        {
          parameter: "ContinueExecution",
          values: ["True"],
          form: { conditions: results("Continue", "WaitCompleted") },
        },
      ],
    },
    TransferToFlow: {
      block: "Transfer to flow",
      success: "leaves",
      chat: "works",
      errors: failing,
      parameters: { ContactFlowId: needed(text) },
      flowTypes: [...inbound, ...transfer],
    },
    EndFlowExecution: {
      block: "End flow / Resume",
      success: "ends",
      chat: "works",
      errors: withoutErrors,
      parameters: {},
    },
    UpdateFlowLoggingBehavior: {
      block: "Set logging behavior",
      success: "next",
      chat: "unseen",
      errors: withoutErrors,
      parameters: { FlowLoggingBehavior: needed(choice("Enabled", "Disabled")) },
    },
    UpdateFlowAttributes: {
      block: "Set contact attributes",
      success: "next",
      chat: "works",
      errors: failing,
      parameters: { FlowAttributes: needed(map) },
    },
    CheckOutboundCallStatus: {
      block: "Check call progress",
      success: "result",
      chat: "error branch",
      conditions: { operators: equals, operands: ["CallAnswered", "VoicemailBeep", "VoicemailNoBeep", "NotDetected"] },
      errors: failing,
      parameters: {},
      open: true,
    },
    CheckVoiceId: {
      block: "Check Voice ID",
      success: "result",
      chat: "error branch",
      conditions: { operators: equals },
      errors: failing,
      parameters: {
        CheckVoiceIdOption: needed(choice("enrollmentStatus", "voiceAuthentication", "fraudDetection")),
      },
      open: true,
    },
    StartVoiceIdStream: {
      block: "Set Voice ID",
      success: "next",
      chat: "error branch",
      errors: failing,
      parameters: {},
    },

    UpdateContactAttributes: {
      block: "Set contact attributes",
      success: "next",
      chat: "works",
      errors: failing,
      parameters: { Attributes: needed(map), TargetContact: choice("Current", "Related") },
    },
    UpdateContactData: {
      block: "Set contact attributes, Set Voice ID",
      success: "next",
      chat: "unseen",
      errors: failing,
      parameters: {
        Name: text,
        Description: text,
        LanguageCode: text,
        CustomerId: text,
        WisdomSessionArn: text,
        IsVoiceIdStreamingEnabled: switched,
        IsVoiceAuthenticationEnabled: switched,
        IsFraudDetectionEnabled: switched,
        VoiceAuthenticationThreshold: number(0, 100, true),
        VoiceAuthenticationResponseTime: number(5, 10, true),
        FraudDetectionThreshold: number(0, 100, true),
        WatchlistId: text,
        TargetContact: choice("Current", "Related"),
      },
      alternatives: [
        {
          need: "at least one",
          names: [
            ...["Name", "Description", "LanguageCode", "CustomerId", "WisdomSessionArn"],
            ...["IsVoiceIdStreamingEnabled", "IsVoiceAuthenticationEnabled", "IsFraudDetectionEnabled"],
          ],
        },
      ],
    },
    UpdateContactTargetQueue: {
      block: "Set working queue",
      success: "next",
      chat: "works",
      errors: failing,
      parameters: queue,
      alternatives: [{ need: "exactly one", names: ["QueueId", "AgentId"] }],
      flowTypes: [...inbound, ...transfer],
    },
    TransferContactToQueue: {
      block: "Transfer to queue",
      success: "leaves",
      chat: "works",
      errors: { NoMatchingError: "required", QueueAtCapacity: "required" },
      parameters: {},
      flowTypes: [...inbound, ...transfer],
    },
    DequeueContactAndTransferToQueue: {
      block: "Transfer to queue",
      success: "leaves",
      chat: "works",
      errors: { NoMatchingError: "required", QueueAtCapacity: "required" },
      parameters: queue,
      alternatives: [oneQueue],
      flowTypes: ["CUSTOMER_QUEUE", "MODULE"],
    },
    UpdateContactEventHooks: {
      block: "Set event flow, Set customer queue flow, Set disconnect flow, Set whisper flow, Set hold flow",
      success: "next",
      chat: "works",
      chatErrors: { "EventHooks.AgentHold": "NoMatchingError", "EventHooks.CustomerHold": "NoMatchingError" },
      errors: failing,
      parameters: {
        EventHooks: needed({
          kind: "map",
          keys: [
            ...["AgentHold", "AgentWhisper", "CustomerHold", "CustomerQueue", "CustomerRemaining", "CustomerWhisper"],
            ...["DefaultAgentUI", "DisconnectAgentUI", "PauseContact", "ResumeContact"],
          ],
        }),
        EventHooksConfiguration: { kind: "any", consoleOnly: true },
      },
    },
    UpdateContactRecordingBehavior: {
      block: "Set recording and analytics behavior",
      success: "next",
      chat: "unseen",
      errors: withoutErrors,
      parameters: {
        RecordingBehavior: needed(
          object({
            RecordedParticipants: { kind: "list", of: ["Agent", "Customer"] },
            ScreenRecordedParticipants: { kind: "list", of: ["Agent"] },
            IVRRecordingBehavior: choice("Enabled", "Disabled"),
          }),
        ),
        AnalyticsBehavior: any,
      },
      flowTypes: [...notWhisperOrHold, "OUTBOUND_WHISPER"],
    },
    UpdateContactRecordingAndAnalyticsBehavior: {
      block: "Set recording, analytics and processing behavior",
      success: "next",
      chat: "unseen",
      chatErrors: { VoiceBehavior: "ChannelMismatch" },
      errors: {
        NoMatchingError: "required",
        ChannelMismatch: "required",
        InFlightRedactionConfigurationFailed: "allowed",
      },
      parameters: { ChatBehavior: any, VoiceBehavior: any, ScreenRecordingBehavior: any },
      alternatives: [{ need: "exactly one", names: ["ChatBehavior", "VoiceBehavior", "ScreenRecordingBehavior"] }],
      variants: [
        {
          parameter: "ChatBehavior",
          form: {
            errors: {
              NoMatchingError: "required",
              ChannelMismatch: "required",
              InFlightRedactionConfigurationFailed: "required",
            },
          },
        },
        {
          parameter: "VoiceBehavior",
          form: { errors: { NoMatchingError: "required", ChannelMismatch: "required" } },
        },
      ],
    },
    UpdateContactMediaProcessing: {
      block: "Set recording, analytics and processing behavior",
      success: "next",
      chat: "works",
      errors: { NoMatchingError: "required", ChannelMismatch: "required" },
      parameters: {
        ChatProcessor: needed(
          object({ ProcessingEnabled: switched, LambdaProcessorARN: text, ChatProcessorSettings: needed(any) }),
        ),
      },
    },
    UpdateContactRoutingBehavior: {
      block: "Change routing priority / age",
      success: "next",
      chat: "unseen",
      errors: withoutErrors,
      parameters: {
        QueuePriority: number(1, unlimited, true),
        QueueTimeAdjustmentSeconds: number(-unlimited, unlimited, true),
      },
      alternatives: [{ need: "at most one", names: ["QueuePriority", "QueueTimeAdjustmentSeconds"] }],
      flowTypes: notWhisperOrHold,
    },
    UpdateContactRoutingCriteria: {
      block: "Set routing criteria",
      success: "next",
      chat: "unseen",
      errors: failing,
      parameters: { RoutingCriteria: any },
      open: true,
    },
    UpdateContactTextToSpeechVoice: {
      block: "Set voice",
      success: "next",
      chat: "no effect",
      errors: maybeFailing,
      parameters: { TextToSpeechVoice: needed(text), TextToSpeechEngine: text, TextToSpeechStyle: text },
    },
    InvokeFlowModule: {
      block: "Invoke module",
      success: "next",
      chat: "works",
      conditions: { operators: equals },
      errors: { NoMatchingError: "required", NoMatchingCondition: "allowed" },
      parameters: { FlowModuleId: needed(text), FlowModuleType: text, Input: any },
    },
    EndFlowModuleExecution: {
      block: "Return (from module)",
      success: "ends",
      chat: "works",
      errors: withoutErrors,
      parameters: { Result: text, ResultData: any },
      flowTypes: ["MODULE"],
    },
    CreateTask: {
      block: "Create task",
      success: "next",
      chat: "works",
      errors: failing,
      parameters: {
        ContactFlowId: text,
        Name: text,
        Description: text,
        Attributes: map,
        References: any,
        DelaySeconds: text,
        ScheduledTime: text,
        TaskTemplateId: text,
      },
      open: true,
    },
    StartOutboundChatContact: {
      block: "Send message",
      success: "next",
      chat: "works",
      errors: failing,
      parameters: {
        SourceEndpoint: any,
        DestinationEndpoint: any,
        ContactFlowArn: text,
        ContactSubtype: text,
        InitialSystemMessage: any,
        RelatedContact: text,
      },
      open: true,
    },
    CreateWisdomSession: {
      block: "Connect assistant",
      success: "next",
      chat: "unseen",
      errors: failing,
      parameters: { WisdomAssistantArn: text },
      open: true,
    },
    CreateCase: { block: "Cases", ...cases },
    GetCase: { block: "Cases", ...cases },
    UpdateCase: { block: "Cases", ...cases },
    TagContact: {
      block: "Contact tags",
      success: "next",
      chat: "works",
      errors: failing,
      parameters: { Tags: needed({ kind: "map", most: 6 }) },
    },
    UntagContact: {
      block: "Contact tags",
      success: "next",
      chat: "works",
      errors: failing,
      parameters: { TagKeys: needed({ kind: "list", least: 1 }) },
    },
    ResumeContact: {
      block: "Resume contact",
      success: "next",
      chat: "error branch",
      errors: failing,
      parameters: {},
    },
    CompleteOutboundCall: {
      block: "Call phone number",
      success: "next",
      chat: "voice only",
      errors: maybeFailing,
      parameters: { CallerId: any, VoiceConnector: any, ConnectionTimeLimitSeconds: number(1, 600, true) },
      flowTypes: ["OUTBOUND_WHISPER", "CAMPAIGN", "MODULE"],
      open: true,
    },
    TransferContactToAgent: {
      block: "Transfer to agent",
      success: "ends",
      chat: "voice only",
      errors: withoutErrors,
      parameters: {},
      flowTypes: [...transfer, "MODULE"],
    },
    UpdateContactCallbackNumber: {
      block: "Set callback number",
      success: "next",
      chat: "error branch",
      chatError: "InvalidCallbackNumber",
      errors: { InvalidCallbackNumber: "required", CallbackNumberNotDialable: "required" },
      parameters: { CallbackNumber: needed({ kind: "reference" }) },
      flowTypes: notWhisperOrHold,
    },
    UpdateContactMediaStreamingBehavior: {
      block: "Start media streaming, Stop media streaming",
      success: "next",
      chat: "error branch",
      errors: failing,
      parameters: { MediaStreamingState: choice("Enabled", "Disabled"), Participants: any, MediaStreamType: text },
      open: true,
    },
    UpdatePreviousContactParticipantState: {
      block: "Hold customer or agent",
      success: "next",
      chat: "error branch",
      errors: failing,
      parameters: {
        PreviousContactParticipantState: needed(choice("AgentOnHold", "CustomerOnHold", "OffHold")),
      },
    },
    LoadContactContent: {
      block: "Get stored content",
      success: "next",
      chat: "error branch",
      errors: failing,
      parameters: {},
      open: true,
    },

    InvokeLambdaFunction: {
      block: "AWS Lambda function",
      success: "next",
      chat: "works",
      errors: failing,
      parameters: {
        LambdaFunctionARN: needed(text),
        InvocationTimeLimitSeconds: needed(number(1, 8)),
        InvocationType: choice("SYNCHRONOUS", "ASYNCHRONOUS"),
        LambdaInvocationAttributes: map,
        ResponseValidation: object({ ResponseType: needed(choice("STRING_MAP", "JSON")) }),
      },
      variants: [
        {
          parameter: "InvocationType",
          values: ["ASYNCHRONOUS"],
          form: {
            parameters: {
              LambdaFunctionARN: needed(text),
              InvocationTimeLimitSeconds: number(1, 60),
              InvocationType: choice("SYNCHRONOUS", "ASYNCHRONOUS"),
              LambdaInvocationAttributes: map,
              ResponseValidation: object({ ResponseType: needed(choice("STRING_MAP", "JSON")) }),
            },
          },
        },
      ],
    },
    GetCustomerProfile: {
      block: "Customer profiles",
      ...profile,
      errors: { NoMatchingError: "required", MultipleFoundError: "required", NoneFoundError: "required" },
    },
    CreateCustomerProfile: { block: "Customer profiles", ...profile },
    UpdateCustomerProfile: { block: "Customer profiles", ...profile },
    AssociateContactToCustomerProfile: { block: "Customer profiles", ...profile },
    GetCustomerProfileObject: { block: "Customer profiles", ...profile, open: true },
    GetCalculatedAttributesForCustomerProfile: { block: "Customer profiles", ...profile, open: true },
    CreateCallbackContact: {
      block: "Transfer to queue, Transfer to callback queue",
      success: "next",
      chat: "error branch",
      errors: failing,
      parameters: {
        ...queue,
        InitialCallDelaySeconds: needed(number(1, 259_200)),
        RetryDelaySeconds: needed(number(1, 259_200)),
        MaximumConnectionAttempts: needed(number(1, unlimited)),
        ContactFlowId: text,
        CallerId: any,
      },
      alternatives: [oneQueue],
      flowTypes: notWhisperOrHold,
      open: true,
    },
  }),
);

/**
 * Names that are not the language's: of the legacy format, of the flow log, of the console's blocks, of documentation
 * that the service contradicts; and what is meant.
 */
export const misnomers: ReadonlyMap<string, string> = new Map(
  Object.entries({
    PlayPrompt: "MessageParticipant",
    Disconnect: "DisconnectParticipant",
    InvokeExternalResource: "InvokeLambdaFunction",
    InvokeLambda: "InvokeLambdaFunction",
    SetAttributes: "UpdateContactAttributes",
    SetContactAttributes: "UpdateContactAttributes",
    CheckAttribute: "Compare",
    CheckContactAttributes: "Compare",
    CheckCondition: "Compare",
    SetQueue: "UpdateContactTargetQueue",
    SetWorkingQueue: "UpdateContactTargetQueue",
    Transfer: "TransferContactToQueue",
    TransferToQueue: "TransferContactToQueue",
    TransferParticipantToQueue: "TransferContactToQueue",
    TransferContactToFlow: "TransferToFlow",
    GetUserInput: "ConnectParticipantWithLexBot",
    GetCustomerInput: "ConnectParticipantWithLexBot",
    ConnectParticipantWithLexBotV2: "ConnectParticipantWithLexBot",
    InvokeBedrockAgent: "ConnectParticipantWithLexBot",
    StoreUserInput: "GetParticipantInput",
    StoreCustomerInput: "GetParticipantInput",
    CheckStaffing: "CheckMetricData",
    CheckQueueStatus: "CheckMetricData",
    GetQueueMetrics: "GetMetricData",
    Resume: "EndFlowExecution",
    EndFlow: "EndFlowExecution",
    ReturnFromFlowModule: "EndFlowModuleExecution",
    SetEventHook: "UpdateContactEventHooks",
    SetContactFlow: "UpdateContactEventHooks",
    SetLoggingBehavior: "UpdateFlowLoggingBehavior",
    SetVoice: "UpdateContactTextToSpeechVoice",
    SetRecordingBehavior: "UpdateContactRecordingBehavior",
    SetRecordingAndAnalyticsBehavior: "UpdateContactRecordingAndAnalyticsBehavior",
    LoopPrompts: "MessageParticipantIteratively",
    UpdateRoutingPriority: "UpdateContactRoutingBehavior",
    UpdateRoutingCriteria: "UpdateContactRoutingCriteria",
    UnTagContact: "UntagContact",
    StartMediaStreaming: "UpdateContactMediaStreamingBehavior",
    StopMediaStreaming: "UpdateContactMediaStreamingBehavior",
    TransferToPhoneNumber: "TransferParticipantToThirdParty",
    SetCallbackNumber: "UpdateContactCallbackNumber",
  }),
);

/** Parameters that documentation or habit names and the service refuses, by action type; and what is meant. */
export const misnamedParameters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "Wait.TimeoutSeconds": "TimeLimitSeconds",
    "ConnectParticipantWithLexBot.LexInitilizationData": "LexInitializationData",
    "ConnectParticipantWithLexBot.BotAliasArn": "LexV2Bot.AliasArn",
    "ConnectParticipantWithLexBot.SessionAttributes": "LexSessionAttributes",
    "InvokeLambdaFunction.RequestAttributes": "LambdaInvocationAttributes",
    "UpdateFlowLoggingBehavior.LoggingBehavior": "FlowLoggingBehavior",
    "UpdateContactTargetQueue.Queue": "QueueId",
    "UpdateContactTextToSpeechVoice.VoiceId": "TextToSpeechVoice",
    "UpdateContactTextToSpeechVoice.Engine": "TextToSpeechEngine",
  }),
);

function needed<P extends Parameter>(parameter: P): P & { readonly required: true } {
  return { ...parameter, required: true };
}

function choice(...values: string[]): Parameter {
  return { kind: "choice", values };
}

function number(least: number, most: number, dynamic = false): Parameter {
  return { kind: "number", least, most, dynamic };
}

function object(parameters: Readonly<Record<string, Parameter>>): Parameter {
  return { kind: "object", parameters };
}

function results(...operands: string[]): ConditionRule {
  return { operators: equals, operands, required: operands };
}
