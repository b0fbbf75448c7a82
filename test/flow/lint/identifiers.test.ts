import { action, disconnect, say } from "../../flows.js";
import { describeRule, document } from "./rule-cases.js";

const whole = [say("hello", "Hello", "end"), disconnect()];
const named = (identifier: string) => [disconnect(identifier)];

describeRule("missing-start-action", {
  holds: { "a start that there is": whole, "what is no flow": { a: 1 } },
  finds: {
    "a start that there is not": {
      flow: document({ StartAction: "helo" }, ...whole),
      at: '"StartAction": «"helo"»',
      message: 'StartAction "helo" is no action of the flow.',
      hint: 'Did you mean "hello"?',
    },
    "a start that is missing": {
      flow: '{"Version": "2019-10-30", "Actions": []}',
      at: '«{»"Version"',
      message: "StartAction is missing.",
    },
  },
});

describeRule("duplicate-identifier", {
  holds: { "identifiers that differ by case": [disconnect("a"), disconnect("A")] },
  finds: {
    "the second of two, and the third": {
      flow: [disconnect("a"), action("a", "EndFlowExecution"), action("a", "Wait")],
      at: ['«"a"»,\n      "Type": "EndFlowExecution"', '«"a"»,\n      "Type": "Wait"'],
      message: 'EndFlowExecution "a" has the identifier of an action before it.',
    },
  },
});

describeRule("bad-identifier", {
  holds: {
    "50 characters": named("x".repeat(50)),
    "blanks, letters of all languages and dots": named("Grüße, 日本. a-b_c!".replace(",", "")),
  },
  finds: {
    "51 characters": {
      flow: document({ StartAction: "" }, ...named("x".repeat(51))),
      at: `«"${"x".repeat(51)}"»`,
      message: `DisconnectParticipant "${"x".repeat(51)}": its identifier has 51 characters.`,
    },
    "characters that are not allowed": {
      flow: document({ StartAction: "" }, ...named("a/b (c)/d")),
      at: '«"a/b (c)/d"»',
      message: 'DisconnectParticipant "a/b (c)/d": its identifier holds / ( ).',
    },
    "a name of JavaScript's own": {
      flow: document({ StartAction: "" }, ...named("__proto__")),
      at: '«"__proto__"»',
      message: 'DisconnectParticipant "__proto__": its identifier is a name of JavaScript\'s own.',
    },
    "an empty identifier": {
      flow: document({ StartAction: "x" }, ...named("")),
      at: '"Identifier": «""»',
      message: 'DisconnectParticipant "": its identifier is empty.',
    },
  },
});

describeRule("dangling-transition", {
  holds: { "transitions that lead somewhere": whole },
  finds: {
    "next actions, conditions and errors that lead nowhere": {
      flow: [
        action(
          "compare",
          "Compare",
          { ComparisonValue: "$.Attributes.a" },
          { next: "ende", when: { x: "nowhere" }, errors: { NoMatchingCondition: "__proto__" } },
        ),
        disconnect(),
      ],
      at: ['"NextAction": «"ende"»', '"NextAction": «"nowhere"»', '"NextAction": «"__proto__"»'],
      message: 'Compare "compare" leads over NextAction to "ende", which is no action of the flow.',
      hint: 'Did you mean "end"?',
    },
  },
});
