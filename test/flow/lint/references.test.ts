import { action, disconnect } from "../../flows.js";
import { describeRule, ofType } from "./rule-cases.js";

const say = (text: string) => action("a", "MessageParticipant", { Text: text });
const bot = (message: string) =>
  action("a", "ConnectParticipantWithLexBot", { LexInitializationData: { InitialMessage: message } });

describeRule("unknown-reference", {
  holds: {
    "namespaces that there are, in every form": [
      say("$.Attributes.a$.Attributes.b $['Attributes']['c'] $.SegmentAttributes['connect:Subtype'] $.Channel."),
    ],
    "what is no reference": [say("$20, $.50, $, US$.")],
  },
  finds: {
    "a slip of the pen": {
      flow: [say("Hello $.Attribute.name")],
      at: '«"Hello $.Attribute.name"»',
      message: 'MessageParticipant "a": Parameters.Text refers to "$.Attribute", and there is no such namespace.',
      hint: 'Did you mean "$.Attributes"?',
    },
    "an attribute without its namespace, in a key and in an operand": {
      flow: [
        action("a", "UpdateContactAttributes", { Attributes: { "$.tier": "x" } }),
        action("b", "Compare", {}, { when: { "$['tier']": "a" } }),
      ],
      at: ['«"$.tier"»: "x"', "«\"$['tier']\"»"],
      message:
        'UpdateContactAttributes "a": Parameters.Attributes.$.tier refers to "$.tier", and there is no such namespace.',
      hint: 'Attributes that you set are "$.Attributes.…".',
    },
  },
});

describeRule("empty-reference", {
  holds: {
    "the agent in a whisper flow": ofType("agentWhisper", say("Hello $.Agent.FirstName")),
    "the agent where the flow type is not told": [say("Hello $.Agent.FirstName")],
    "what was typed on a path that no chat takes": [
      action(
        "start",
        "Compare",
        { ComparisonValue: "$.Channel" },
        { next: "end", when: { VOICE: "a" }, errors: { NoMatchingCondition: "end" } },
      ),
      say("You typed $.StoredCustomerInput"),
      disconnect(),
    ],
  },
  finds: {
    "the agent before there is one": {
      flow: ofType("contactFlow", say("Hello $.Agent.FirstName")),
      at: '«"Hello $.Agent.FirstName"»',
      message:
        'MessageParticipant "a": Parameters.Text refers to $.Agent, which has no value before an agent has the contact.',
    },
    "what only touch tones fill": {
      flow: [say("You typed $.StoredCustomerInput")],
      at: '«"You typed $.StoredCustomerInput"»',
      message: 'MessageParticipant "a": Parameters.Text refers to $.StoredCustomerInput, which only touch tones fill.',
    },
  },
});

describeRule("initial-message-needed", {
  holds: {
    "a message of the flow's own": [bot("Hello")],
    "a part of another reference": [bot("$.Media.InitialMessage!")],
  },
  finds: {
    "the customer's first message": {
      flow: [bot("$.Media.InitialMessage")],
      at: '«"$.Media.InitialMessage"»',
      message:
        'ConnectParticipantWithLexBot "a" takes its error branch when the chat was started without an InitialMessage.',
    },
  },
});
