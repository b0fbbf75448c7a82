import { action, disconnect } from "../../flows.js";
import { describeRule } from "./rule-cases.js";

const compare = (value: string, ...conditions: readonly string[]) =>
  of("Compare", { ComparisonValue: value }, ...conditions);
const of = (type: string, parameters: object, ...conditions: readonly string[]) => [
  {
    ...action("a", type, { ...parameters }),
    Transitions: {
      NextAction: "end",
      Conditions: conditions.map((condition) => {
        const [operator, operand] = condition.split(/ (.*)/s);
        return { NextAction: "end", Condition: { Operator: operator, Operands: [operand] } };
      }),
    },
  },
  disconnect(),
];
const operands = (operand: string) => `«[\n                ${JSON.stringify(operand)}\n              ]»`;

describeRule("never-matching-condition", {
  holds: {
    "channels as they are written": compare("$.Channel", "Equals CHAT", "Equals VOICE", "Equals TASK"),
    "any value of an attribute": compare("$.Attributes.x", "Equals chat", "NumberLessThan 1e3"),
    "a chat's way of starting": compare("$.InitiationMethod", "Equals INBOUND", "Equals API"),
    "a number that is a reference": compare("$.Attributes.x", "NumberLessThan $.Attributes.y"),
    "a number that is a placeholder": compare("$.Attributes.x", "NumberLessThan {{limit}}"),
    "an event that is waited for": of("Wait", { Events: ["CustomerReturned"] }, "Equals CustomerReturned"),
    "part of a channel": compare("$.Channel", "TextContains A"),
  },
  finds: {
    "a channel in other letters": {
      flow: compare("$.Channel", "Equals VOICE", "Equals Chat"),
      at: operands("Chat"),
      message: 'Compare "a": $.Channel is never "Chat".',
      hint: 'Did you mean "CHAT"?',
    },
    "a channel that there is not": {
      flow: compare("$.Channel", "Equals SMS"),
      at: operands("SMS"),
      message: 'Compare "a": $.Channel is never "SMS".',
      hint: "Its values are VOICE, CHAT, TASK and EMAIL.",
    },
    "a number that is none": {
      flow: compare("$.Attributes.x", "NumberGreaterThan ten"),
      at: operands("ten"),
      message: 'Compare "a": NumberGreaterThan is never true of "ten", which is no number.',
    },
    "what a web chat does not start as": {
      flow: compare("$.InitiationMethod", "Equals INBOUND"),
      at: operands("INBOUND"),
      message: 'Compare "a": a web chat starts as API, not as INBOUND.',
    },
    "an event that is not waited for": {
      flow: of("Wait", { Events: [] }, "Equals WaitCompleted", "Equals CustomerReturned"),
      at: operands("CustomerReturned"),
      message: 'Wait "a": it does not wait for "CustomerReturned".',
      hint: 'Add "CustomerReturned" to Parameters.Events.',
    },
    "a result that no source names": {
      flow: of("Loop", {}, "Equals Done"),
      at: operands("Done"),
      message: 'Loop "a": no source names a result "Done".',
      hint: "Its results are ContinueLooping and DoneLooping.",
    },
  },
});

describeRule("condition-never-taken", {
  holds: {
    "conditions that differ": compare("$.Attributes.x", "Equals a", "Equals A", "TextContains b", "TextStartsWith a"),
    "the narrower first": compare("$.Attributes.x", "Equals abc", "TextStartsWith ab", "TextContains b"),
    "percentages that grow": of("DistributeByPercentage", {}, "NumberLessThan 4", "NumberLessThan 10"),
    "numbers from both sides": compare("$.Attributes.x", "NumberGreaterThan 10", "NumberLessThan 5"),
    "the limit itself": compare("$.Attributes.x", "NumberGreaterThan 10", "NumberGreaterOrEqualTo 10"),
    references: compare("$.Attributes.x", "Equals $.Attributes.y", "Equals $.Attributes.y"),
    "keys of an object": compare("$.External.x", "KeyExists a", "Equals a", "TextContains a"),
  },
  finds: {
    "the same condition twice": {
      flow: compare("$.Attributes.x", "Equals a", "Equals b", "Equals b"),
      at: '"b"\n              ]\n            }\n          },\n          {\n            "NextAction": "end",\n            "Condition": {\n              "Operator": "Equals",\n              "Operands": «[\n                "b"\n              ]»',
      message: 'Compare "a" tests Equals "b" twice; the second is never taken.',
    },
    "a value that a text before it holds": {
      flow: compare("$.Attributes.x", "TextStartsWith ab", "Equals abc"),
      at: operands("abc"),
      message: 'Compare "a" never takes Equals "abc", since TextStartsWith "ab" comes before it.',
      hint: "Put the narrower condition first.",
    },
    "a beginning that holds what a text before it holds": {
      flow: compare("$.Attributes.x", "TextContains b", "TextEndsWith abc", "TextStartsWith b", "TextStartsWith bc"),
      at: [
        '«[\n                "abc"\n              ]»',
        '"TextStartsWith",\n              "Operands": «[\n                "b"\n              ]»',
        operands("bc"),
      ],
      message: 'Compare "a" never takes TextEndsWith "abc", since TextContains "b" comes before it.',
    },
    "a number that one before it takes": {
      flow: compare("$.Attributes.x", "NumberGreaterOrEqualTo 5", "NumberGreaterThan 5", "NumberGreaterOrEqualTo 7"),
      at: ['"NumberGreaterThan",\n              "Operands": «[\n                "5"\n              ]»', operands("7")],
      message: 'Compare "a" never takes NumberGreaterThan "5", since NumberGreaterOrEqualTo "5" comes before it.',
    },
    "a percentage that does not grow": {
      flow: of("DistributeByPercentage", {}, "NumberLessThan 50", "NumberLessThan 30"),
      at: operands("30"),
      message: 'DistributeByPercentage "a" never takes NumberLessThan "30", since NumberLessThan "50" comes before it.',
    },
    "a number that is equal to what one before it takes": {
      flow: compare("$.Attributes.x", "NumberLessThan 3", "Equals 2", "Equals 3"),
      at: operands("2"),
      message: 'Compare "a" never takes Equals "2", since NumberLessThan "3" comes before it.',
    },
  },
});

describeRule("null-comparison", {
  holds: {
    "a word of one's own": compare("$.External.x", "Equals none", "TextContains NULL"),
    "an intent": of("ConnectParticipantWithLexBot", {}, "Equals NULL"),
  },
  finds: {
    NULL: {
      flow: compare("$.External.x", "Equals NULL"),
      at: operands("NULL"),
      message: 'Compare "a" compares with "NULL"; no source says whether that is true of a value that is missing.',
    },
  },
});

describeRule("milliseconds-metric", {
  holds: {
    milliseconds: of("CheckMetricData", { MetricType: "OldestContactInQueueAgeSeconds" }, "NumberGreaterThan 300000"),
    "a count": of("CheckMetricData", { MetricType: "NumberOfContactsInQueue" }, "NumberGreaterThan 5"),
    nothing: of("CheckMetricData", { MetricType: "OldestContactInQueueAgeSeconds" }, "NumberGreaterThan 0"),
  },
  finds: {
    seconds: {
      flow: of("CheckMetricData", { MetricType: "OldestContactInQueueAgeSeconds" }, "NumberGreaterThan 300"),
      at: operands("300"),
      message:
        'CheckMetricData "a" compares the age of the oldest contact with 300, which is 0.3 s: despite its name, the metric is in milliseconds.',
      hint: "Write 300000 for 300 s.",
    },
  },
});
