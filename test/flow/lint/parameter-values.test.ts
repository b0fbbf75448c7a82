import { action } from "../../flows.js";
import { describeRule } from "./rule-cases.js";

const of = (type: string, parameters: object) => [action("a", type, { ...parameters })];

describeRule("invalid-parameter", {
  holds: {
    "references, placeholders and what is empty": [
      ...of("Compare", { ComparisonValue: "$.Attributes.['a b']" }),
      ...of("Loop", { LoopCount: "$.Attributes.count" }),
      ...of("Wait", { TimeLimitSeconds: "{{seconds}}", Events: ["CustomerReturned"] }),
      ...of("UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "" }),
      ...of("GetMetricData", { QueueChannel: "$.Channel" }),
    ],
    "one value that is no object": of("Compare", { ComparisonValue: "$.StoredCustomerInput" }),
    "a reference that is not known, which another rule tells": of("Compare", { ComparisonValue: "$.Attribute.x" }),
    "choices in other letters": of("MessageParticipant", { SkipWhenDTMFBufferEnabled: "false" }),
    "what may be anything": of("ShowView", { ViewData: { a: [1, null, { b: true }] } }),
  },
  finds: {
    "a comparison with a text": {
      flow: of("Compare", { ComparisonValue: "gold" }),
      at: '"ComparisonValue": «"gold"»',
      message: 'Compare "a": ComparisonValue is "gold"; it has to be one reference, and nothing else.',
      hint: "Write one such as $.Attributes.language.",
    },
    "a comparison with a whole namespace": {
      flow: of("Compare", { ComparisonValue: "$.External" }),
      at: '"ComparisonValue": «"$.External"»',
      message: 'Compare "a": ComparisonValue is "$.External", which holds more than one value.',
    },
    "a slip of the pen": {
      flow: of("UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Enable" }),
      at: '"FlowLoggingBehavior": «"Enable"»',
      message: 'UpdateFlowLoggingBehavior "a": FlowLoggingBehavior is "Enable".',
      hint: 'Did you mean "Enabled"?',
    },
    "a reference where the value has to be static": {
      flow: of("InvokeLambdaFunction", { InvocationTimeLimitSeconds: "$.Attributes.limit" }),
      at: '"InvocationTimeLimitSeconds": «"$.Attributes.limit"»',
      message: 'InvokeLambdaFunction "a": InvocationTimeLimitSeconds is "$.Attributes.limit", and has to be static.',
    },
    "a choice that is dynamic": {
      flow: of("UpdateContactAttributes", { TargetContact: "$.Attributes.contact" }),
      at: '«"$.Attributes.contact"»',
      message: 'UpdateContactAttributes "a": TargetContact is "$.Attributes.contact", and has to be static.',
    },
    "a number that is none": {
      flow: of("Wait", { TimeLimitSeconds: "1.5 h" }),
      at: '«"1.5 h"»',
      message: 'Wait "a": TimeLimitSeconds is "1.5 h", and no whole number.',
    },
    "kinds that are wrong": {
      flow: of("UpdateContactTargetQueue", { QueueId: { QueueId: "x" } }),
      at: '"QueueId": «{\n          "QueueId": "x"\n        }»',
      message: 'UpdateContactTargetQueue "a": QueueId is an object, and not a text.',
    },
    "lists and objects that are none": {
      flow: [
        action("a", "Wait", { Events: "CustomerReturned" }),
        action("b", "UpdateContactAttributes", { Attributes: ["x"] }),
        action("c", "ShowView", { ViewResource: "form" }),
        action("d", "UntagContact", { TagKeys: [] }),
        action("e", "MessageParticipant", { Text: null }),
      ],
      at: ['«"CustomerReturned"»', '«[\n          "x"\n        ]»', '«"form"»', '"TagKeys": «[]»', "«null»"],
      message: 'Wait "a": Events is the text "CustomerReturned", and not a list.',
    },
    "an entry that is a slip of the pen": {
      flow: of("UpdateContactEventHooks", { EventHooks: { CustomerQueu: "x" } }),
      at: '«"CustomerQueu"»: "x"',
      message: 'UpdateContactEventHooks "a": EventHooks does not have "CustomerQueu".',
      hint: 'Did you mean "CustomerQueue"?',
    },
  },
});

describeRule("unknown-value", {
  holds: { "values that there are": of("Wait", { Events: ["CustomerReturned", "BotParticipantDisconnected"] }) },
  finds: {
    "a value that no source names": {
      flow: of("Wait", { Events: ["LambdaReturned"] }),
      at: '«"LambdaReturned"»',
      message: 'Wait "a": Events is "LambdaReturned", which no source names.',
      hint: "Write CustomerReturned or BotParticipantDisconnected.",
    },
    "a key that no source names": {
      flow: of("UpdateContactEventHooks", { EventHooks: { Survey: "x" } }),
      at: '«"Survey"»: "x"',
      message: 'UpdateContactEventHooks "a": EventHooks does not have "Survey", which no source names.',
    },
  },
});

describeRule("number-out-of-range", {
  holds: {
    "the limits themselves": [
      ...of("Loop", { LoopCount: "0" }),
      ...of("Loop", { LoopCount: "100" }),
      ...of("Wait", { TimeLimitSeconds: "604800" }),
      ...of("InvokeLambdaFunction", { InvocationTimeLimitSeconds: "8" }),
      ...of("InvokeLambdaFunction", { InvocationTimeLimitSeconds: "60", InvocationType: "ASYNCHRONOUS" }),
      ...of("UpdateContactRoutingBehavior", { QueueTimeAdjustmentSeconds: "-600" }),
    ],
    "six tags": of("TagContact", { Tags: Object.fromEntries([..."abcdef"].map((key) => [key, "x"])) }),
  },
  finds: {
    "a loop of more than a hundred": {
      flow: of("Loop", { LoopCount: "101" }),
      at: '"LoopCount": «"101"»',
      message: 'Loop "a": LoopCount is 101; it may be 0 to 100.',
    },
    "a wait of more than a week": {
      flow: of("Wait", { TimeLimitSeconds: 604_801 }),
      at: '"TimeLimitSeconds": «604801»',
      message: 'Wait "a": TimeLimitSeconds is 604801; it may be 1 to 604800.',
    },
    "a wait of no time": {
      flow: of("Wait", { TimeLimitSeconds: "0" }),
      at: '«"0"»',
      message: 'Wait "a": TimeLimitSeconds is 0; it may be 1 to 604800.',
    },
    "a function that may take too long": {
      flow: of("InvokeLambdaFunction", { InvocationTimeLimitSeconds: "30" }),
      at: '«"30"»',
      message: 'InvokeLambdaFunction "a": InvocationTimeLimitSeconds is 30; it may be 1 to 8.',
    },
    "a bot that waits too short": {
      flow: of("ConnectParticipantWithLexBot", { LexTimeoutSeconds: { Text: "30" } }),
      at: '«"30"»',
      message: 'ConnectParticipantWithLexBot "a": LexTimeoutSeconds.Text is 30; it may be 60 to 604800.',
    },
    "a priority of 0": {
      flow: of("UpdateContactRoutingBehavior", { QueuePriority: "0" }),
      at: '«"0"»',
      message: 'UpdateContactRoutingBehavior "a": QueuePriority is 0; it may be at least 1.',
    },
    "a seventh tag": {
      flow: of("TagContact", { Tags: Object.fromEntries([..."abcdefg"].map((key) => [key, "x"])) }),
      at: `«{${[..."abcdefg"].map((key) => `\n          "${key}": "x"`).join(",")}\n        }»`,
      message: 'TagContact "a": Tags has 7 entries, and may have 6.',
    },
  },
});

describeRule("unquoted-value", {
  holds: {
    texts: of("Wait", { TimeLimitSeconds: "60" }),
    "numbers in what keeps its types": of("ShowView", { ViewData: { a: 1 } }),
  },
  finds: {
    "a number and a boolean": {
      flow: of("GetParticipantInput", { StoreInput: false, InputTimeLimitSeconds: 5 }),
      at: ['"StoreInput": «false»', '"InputTimeLimitSeconds": «5»'],
      message: 'GetParticipantInput "a": StoreInput is false, without quotes.',
      hint: 'Write "false", as exports do.',
    },
  },
});
