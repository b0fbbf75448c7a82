import { action, disconnect } from "../../flows.js";
import { describeRule, document } from "./rule-cases.js";

const when = (operands: readonly string[]) => Object.fromEntries(operands.map((operand) => [operand, "end"]));
const wait = (events: unknown, ...operands: readonly string[]) => [
  action("a", "Wait", { TimeLimitSeconds: "60", Events: events }, { next: "end", when: when(operands) }),
  disconnect(),
];
const of = (type: string, parameters: object, ...operands: readonly string[]) => [
  action("a", type, { ...parameters }, { next: "end", when: when(operands) }),
  disconnect(),
];
const withCondition = (type: string, condition: unknown) =>
  document({
    Actions: [{ ...action("a", type), Transitions: { Conditions: [{ NextAction: "a", Condition: condition }] } }],
  });

describeRule("missing-condition", {
  holds: {
    "hours with both": of("CheckHoursOfOperation", {}, "True", "False"),
    "a wait for nothing but time": wait(undefined, "WaitCompleted"),
    "a wait for an event": wait(["CustomerReturned"], "WaitCompleted", "CustomerReturned"),
    "a wait for events that are not readable": wait("$.Attributes.events", "WaitCompleted"),
    "a bot without intents": of("ConnectParticipantWithLexBot", {}),
    "a metric with a condition": of(
      "CheckMetricData",
      { MetricType: "NumberOfContactsInQueue" },
      "NumberGreaterThan 3",
    ),
  },
  finds: {
    "hours with one": {
      flow: of("CheckHoursOfOperation", {}, "True"),
      at: '«"Transitions"»: {\n        "NextAction"',
      message: 'CheckHoursOfOperation "a" has no condition for False, which the service demands.',
      hint: 'Add { "Condition": { "Operator": "Equals", "Operands": ["False"] }, "NextAction": … } to Transitions.Conditions.',
    },
    "a loop with the words of the console": {
      flow: of("Loop", { LoopCount: "3" }, "Looping", "Complete"),
      at: '«"Transitions"»: {\n        "NextAction"',
      message: 'Loop "a" has no condition for ContinueLooping and DoneLooping, which the service demands.',
    },
    "a wait whose event has no branch": {
      flow: wait(["CustomerReturned"], "WaitCompleted"),
      at: '«"Transitions"»: {\n        "NextAction"',
      message: 'Wait "a" has no condition for CustomerReturned, which the service demands.',
    },
    "a wait that goes on": {
      flow: of("Wait", { ContinueExecution: "True" }, "WaitCompleted"),
      at: '«"Transitions"»: {\n        "NextAction"',
      message: 'Wait "a" has no condition for Continue, which the service demands.',
    },
    "a metric without": {
      flow: of("CheckMetricData", { MetricType: "NumberOfAgentsAvailable" }),
      at: '«"Transitions"»: {\n        "NextAction"',
      message: 'CheckMetricData "a" has no condition; the service demands 1.',
      hint: "Add a condition with NumberGreaterThan.",
    },
  },
});

describeRule("refused-condition", {
  holds: {
    "what the types take": [
      ...of("Compare", {}, "x", "TextContains y", "NumberLessThan 3", "KeyExists z"),
      ...of("Loop", {}, "ContinueLooping", "DoneLooping"),
    ],
    "an operand that is a reference": of("CheckHoursOfOperation", {}, "$.Attributes.answer"),
    "conditions of a type that is not known": of("DataTable", {}, "x"),
    "a number that stands without quotes": withCondition("Compare", { Operator: "Equals", Operands: [1] }),
  },
  finds: {
    "an operator of the documentation": {
      flow: withCondition("DistributeByPercentage", { Operator: "NumericLessThan", Operands: ["5"] }),
      at: '"Operator": «"NumericLessThan"»',
      message: 'DistributeByPercentage "a": there is no operator "NumericLessThan".',
      hint: 'Did you mean "NumberLessThan"?',
    },
    "a nested condition": {
      flow: withCondition("Compare", { Operator: "And", Operands: [{}, {}] }),
      at: '"Operator": «"And"»',
      message: 'Compare "a": there is no operator "And".',
      hint: "There are Equals, TextContains, TextStartsWith, TextEndsWith, KeyExists, NumberGreaterThan, NumberGreaterOrEqualTo, NumberLessThan and NumberLessOrEqualTo; conditions do not nest.",
    },
    "an operator that the type does not take": {
      flow: of("ConnectParticipantWithLexBot", {}, "TextContains Agent"),
      at: '"Operator": «"TextContains"»',
      message: 'ConnectParticipantWithLexBot "a" does not take the operator TextContains.',
      hint: "Write Equals.",
    },
    "two operands": {
      flow: withCondition("Compare", { Operator: "Equals", Operands: ["a", "b"] }),
      at: '"Operands": «[\n                "a",\n                "b"\n              ]»',
      message: 'Compare "a": a condition has 2 operands; the service takes exactly one, a text.',
    },
    "no operands": {
      flow: withCondition("Compare", { Operator: "Equals" }),
      at: '"Condition": «{\n              "Operator": "Equals"\n            }»',
      message: 'Compare "a": a condition has 0 operands; the service takes exactly one, a text.',
    },
    "an operand that is no text": {
      flow: withCondition("Compare", { Operator: "Equals", Operands: [{}] }),
      at: '"Operands": «[\n                {}\n              ]»',
      message: 'Compare "a": a condition has an operand that is no text; the service takes exactly one, a text.',
    },
    "a result in other letters": {
      flow: of("CheckHoursOfOperation", {}, "true", "False"),
      at: '«[\n                "true"\n              ]»',
      message: 'CheckHoursOfOperation "a" never has the result "true".',
      hint: 'Did you mean "True"?',
    },
    "another number of agents than none": {
      flow: of("CheckMetricData", { MetricType: "NumberOfAgentsStaffed" }, "NumberGreaterThan 2"),
      at: '«[\n                "2"\n              ]»',
      message: 'CheckMetricData "a" compares with 0 only, not with "2".',
    },
    "conditions where there are none, once": {
      flow: of("InvokeLambdaFunction", {}, "x", "y"),
      at: '«{\n            "NextAction": "end",\n            "Condition": {\n              "Operator": "Equals",\n              "Operands": [\n                "x"\n              ]\n            }\n          }»',
      message: 'InvokeLambdaFunction "a" takes no conditions.',
      hint: "Take them out, and branch on the outcome with Compare after it.",
    },
  },
});
