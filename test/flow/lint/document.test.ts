import { action, disconnect, flow, say } from "../../flows.js";
import { describeRule, document } from "./rule-cases.js";

const whole = [say("hello", "Hello", "end"), disconnect()];
const many = (count: number) => Array.from({ length: count }, (_, index) => disconnect(`action-${index}`));
const long = (length: number) => say("hello", "x".repeat(length), "end");

describeRule("wrong-version", {
  holds: { "the version that there is": whole, "what is no flow": { a: 1 } },
  finds: {
    "another version": {
      flow: document({ Version: "2020-01-01" }, ...whole),
      at: '"Version": «"2020-01-01"»',
      message: 'Version is "2020-01-01".',
      hint: 'Write "Version": "2019-10-30"; it is the only one that there is.',
    },
    "no version": {
      flow: '{"StartAction": "end", "Actions": []}',
      at: '«{»"StartAction"',
      message: "Version is missing.",
    },
  },
});

describeRule("duplicate-key", {
  holds: {
    "a flow": whole,
    "the same key in two objects": '{"Actions": [{"a": 1}, {"a": 1}]}',
    "the same key twice in Metadata": '{"Actions": [], "Metadata": {"a": {"b": 1, "b": 2}}}',
  },
  finds: {
    "a key twice": {
      flow: '{"Actions": [{"Parameters": {"Text": "a", "Text": "b"}}]}',
      at: '"a", «"Text"»: "b"',
      message: 'The key "Text" stands twice in one object; the last one counts.',
    },
  },
});

describeRule("content-too-large", {
  holds: {
    "a content below the limit": [long(255_000), disconnect()],
    "a large file that is no flow": { a: "x".repeat(300_000) },
  },
  finds: {
    "a content that is too large": {
      flow: JSON.stringify(flow("", long(256_000), disconnect()).content),
      at: '«{»"Version"',
      message: "The content has 256373 characters, and the service takes 256000.",
      hint: "Move a part of it to another flow or to a module.",
    },
    "a content that is too large because of its white space": {
      flow: `{${" ".repeat(256_000)}"Version": "2019-10-30", "Actions": []}`,
      at: "«{»  ",
      message: "The content has 256040 characters, and the service takes 256000.",
      hint: "Publish it without the white space; it then has 37.",
    },
  },
});

describeRule("too-many-actions", {
  holds: { "250 actions": many(250) },
  finds: {
    "251 actions, and points at the last": {
      flow: many(251),
      at: '"Identifier": «"action-250"»',
      message: "The flow has 251 actions, and the service takes 250; here begins what is too much.",
    },
  },
});

describeRule("malformed-action", {
  holds: {
    "a flow": whole,
    "actions without parameters and transitions": document({ Actions: [{ Identifier: "a", Type: "Wait" }] }),
  },
  finds: {
    "an action that is no object": {
      flow: document({ Actions: ["Wait"] }),
      at: ['«"»Wait"', '«"»Wait"'],
      message: "The action is malformed: Identifier is missing.",
    },
    "an action without a type": {
      flow: document({ Actions: [{ Identifier: "a" }] }),
      at: '«{»\n      "Identifier": "a"',
      message: 'The action "a" is malformed: Type is missing.',
    },
    "an identifier that is no text": {
      flow: document({ Actions: [{ Identifier: 7, Type: "Wait" }] }),
      at: '"Identifier": «7»',
      message: "Wait is malformed: Identifier is 7, and no text.",
    },
    "parts of the wrong kind": {
      flow: document({ Actions: [{ ...disconnect(), Parameters: [], Transitions: "end" }] }),
      at: ['"Parameters": «[]»', '"Transitions": «"end"»'],
      message: 'DisconnectParticipant "end" is malformed: Parameters is a list, and not an object.',
    },
    "a NextAction that is no text": {
      flow: document({ Actions: [{ ...disconnect(), Transitions: { NextAction: { a: 1 } } }] }),
      at: '"NextAction": «{\n          "a": 1\n        }»',
      message: 'DisconnectParticipant "end" is malformed: NextAction is an object.',
    },
    "branches that lack a part": {
      flow: document({
        Actions: [
          {
            ...action("a", "Compare"),
            Transitions: {
              Conditions: [{ NextAction: "b", Condition: { Operands: ["x"] } }],
              Errors: [{ ErrorType: "NoMatchingCondition", NextAction: null }],
            },
          },
        ],
      }),
      at: [
        '"Conditions": [\n          «{\n            "NextAction": "b",\n            "Condition": {\n              "Operands": [\n                "x"\n              ]\n            }\n          }»',
        '"NextAction": «null»',
      ],
      message: 'Compare "a" is malformed: Conditions[0] has no Condition.Operator that is a text.',
      hint: "Give it Condition.Operator, or take the entry out.",
    },
  },
});
