import { action } from "../../flows.js";
import { describeRule, document } from "./rule-cases.js";

const of = (type: string, parameters: object) => [action("a", type, { ...parameters })];
const bot = { LexV2Bot: { AliasArn: "x" } };

describeRule("missing-parameter", {
  holds: {
    "what has to be there": [
      ...of("MessageParticipant", { Text: "Hello" }),
      ...of("ConnectParticipantWithLexBot", { ...bot, LexInitializationData: { InitialMessage: "x" } }),
      ...of("DisconnectParticipant", {}),
      ...of("CheckHoursOfOperation", {}),
      ...of("GetMetricData", {}),
    ],
    "a form of a type that has newer ones": of("Loop", { Name: "list" }),
    "a type that is not known": of("DataTable", {}),
  },
  finds: {
    "parameters that are missing": {
      flow: of("ShowView", { ViewData: {} }),
      at: '«"Parameters"»: {',
      message: 'ShowView "a" has no ViewResource and InvocationTimeLimitSeconds, which it has to have.',
    },
    "a parameter inside another": {
      flow: of("InvokeLambdaFunction", {
        LambdaFunctionARN: "x",
        InvocationTimeLimitSeconds: "8",
        ResponseValidation: {},
      }),
      at: '«"Parameters"»: {',
      message: 'InvokeLambdaFunction "a" has no ResponseValidation.ResponseType, which it has to have.',
    },
    "none of those of which one has to be there": {
      flow: of("ConnectParticipantWithLexBot", bot),
      at: '«"Parameters"»: {',
      message: 'ConnectParticipantWithLexBot "a" has none of Text, SSML, PromptId, Media and LexInitializationData.',
    },
    "no parameters at all": {
      flow: document({ Actions: [{ Identifier: "a", Type: "Compare" }] }),
      at: '"Type": «"Compare"»',
      message: 'Compare "a" has no ComparisonValue, which it has to have.',
    },
  },
});

describeRule("conflicting-parameters", {
  holds: {
    "one of them": of("UpdateContactTargetQueue", { QueueId: "x" }),
    "several of those of which one at least has to be there": of("ConnectParticipantWithLexBot", {
      ...bot,
      Text: "Hello",
      LexInitializationData: { InitialMessage: "x" },
    }),
  },
  finds: {
    "both, and points at the second": {
      flow: of("UpdateContactTargetQueue", { AgentId: "x", QueueId: "y" }),
      at: '«"AgentId"»: "x"',
      message: 'UpdateContactTargetQueue "a" has QueueId and AgentId, and the service takes only one of them.',
    },
    "a text beside SSML": {
      flow: of("MessageParticipant", { Text: "Hello", SSML: "<speak>Hello</speak>" }),
      at: '«"SSML"»: ',
      message: 'MessageParticipant "a" has Text and SSML, and the service takes only one of them.',
    },
  },
});

describeRule("misnamed-parameter", {
  holds: {
    "names that there are": of("Wait", { TimeLimitSeconds: "60", Events: [] }),
    "names that are the user's own": of("UpdateContactAttributes", { Attributes: { Atributes: "x" } }),
    "a name that nobody knows": of("Wait", { Mode: "x" }),
  },
  finds: {
    "a name of the documentation that the service refuses": {
      flow: of("Wait", { TimeoutSeconds: "60" }),
      at: '«"TimeoutSeconds"»: ',
      message: 'Wait "a" has a parameter "TimeoutSeconds", which the service refuses.',
      hint: 'Write "TimeLimitSeconds".',
    },
    "a slip of the pen inside another parameter": {
      flow: of("ConnectParticipantWithLexBot", { LexV2Bot: { AliasARN: "x" } }),
      at: '«"AliasARN"»: ',
      message: 'ConnectParticipantWithLexBot "a" has a parameter "LexV2Bot.AliasARN", which the service refuses.',
      hint: 'Write "AliasArn".',
    },
  },
});

describeRule("unknown-parameter", {
  holds: {
    "names that there are": of("Compare", { ComparisonValue: "$.Channel" }),
    "a slip of the pen": of("Compare", { ComparisonValu: "$.Channel" }),
    "a type whose parameters are not all known": of("CreateTask", { Priority: "1" }),
    "a type that is not known": of("DataTable", { a: "b" }),
  },
  finds: {
    "a parameter where there are none": {
      flow: of("TransferContactToQueue", { QueueId: "x" }),
      at: '«"QueueId"»: ',
      message:
        'TransferContactToQueue "a" has a parameter "QueueId" that no source names; the service refuses names that it does not know.',
      hint: "Take it out; there are none here.",
    },
    "a parameter with the name of a member of all objects": {
      flow: of("Compare", { ComparisonValue: "$.Channel", constructor: "x" }),
      at: '«"constructor"»: ',
      message:
        'Compare "a" has a parameter "constructor" that no source names; the service refuses names that it does not know.',
    },
  },
});

describeRule("console-only-parameter", {
  holds: { "a hook alone": of("UpdateContactEventHooks", { EventHooks: { CustomerQueue: "x" } }) },
  finds: {
    "what the console adds": {
      flow: of("UpdateContactEventHooks", { EventHooks: { AgentWhisper: "x" }, EventHooksConfiguration: {} }),
      at: '«"EventHooksConfiguration"»: ',
      message:
        'UpdateContactEventHooks "a" has EventHooksConfiguration, which the console exports and CreateContactFlow is reported to refuse.',
    },
  },
});
