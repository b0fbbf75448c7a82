import { action, disconnect, say, wait } from "../../flows.js";
import { describeRule, ofType } from "./rule-cases.js";

const menu = action(
  "menu",
  "GetParticipantInput",
  { Text: "Press 1" },
  { next: "sorry", when: { "1": "end" }, errors: { NoMatchingError: "sorry", NoMatchingCondition: "sorry" } },
);
const lambda = (next: string, error: string) =>
  action("lambda", "InvokeLambdaFunction", {}, { next, errors: { NoMatchingError: error } });
const compare = (when: Readonly<Record<string, string>>, otherwise: string) =>
  action(
    "compare",
    "Compare",
    { ComparisonValue: "$.External.x" },
    { next: otherwise, when, errors: { NoMatchingCondition: otherwise } },
  );
const count = (again: string, done: string) =>
  action("count", "Loop", { LoopCount: "3" }, { next: done, when: { ContinueLooping: again, DoneLooping: done } });

describeRule("endless-loop", {
  holds: {
    "a cycle that a bot pauses": [
      action(
        "bot",
        "ConnectParticipantWithLexBot",
        { Text: "?" },
        { next: "sorry", errors: { NoMatchingCondition: "sorry" } },
      ),
      say("sorry", "Sorry", "bot"),
    ],
    "a cycle that waits": [say("hello", "Soon", "pause"), wait("pause", 60, "hello")],
    "a cycle that is counted": [count("menu", "end"), menu, say("sorry", "Sorry", "count"), disconnect()],
    "a cycle that data end": [lambda("compare", "end"), compare({ ready: "end" }, "lambda"), disconnect()],
    "a cycle that another flow takes over": [
      action("flow", "TransferToFlow", { ContactFlowId: "x" }, { next: "flow", errors: { NoMatchingError: "flow" } }),
    ],
    "a cycle that no chat comes to": [
      action(
        "channel",
        "Compare",
        { ComparisonValue: "$.Channel" },
        { next: "menu", when: { CHAT: "end" }, errors: { NoMatchingCondition: "menu" } },
      ),
      menu,
      say("sorry", "Sorry", "menu"),
      disconnect(),
    ],
    "a cycle of a flow without chat": ofType("customerHold", say("a", "Hello", "a")),
    "a cycle through what is not known": [action("a", "DataTable", {}, { next: "b" }), say("b", "Hello", "a")],
  },
  finds: {
    "a menu for voice, which says sorry for ever": {
      flow: [menu, say("sorry", "Sorry", "menu"), disconnect()],
      at: '"Identifier": «"menu"»',
      message:
        'On chat "menu" and "sorry" go round without end, and the customer gets the message of MessageParticipant "sorry" again and again.',
    },
    "an action that leads to itself": {
      flow: [action("a", "UpdateFlowLoggingBehavior", {}, { next: "a" })],
      at: '"Identifier": «"a"»',
      message: 'On chat "a" goes round without end, and nothing is said or waited for.',
    },
    "a cycle that only a failure ends": {
      flow: [lambda("hello", "end"), say("hello", "Hello", "lambda"), disconnect()],
      at: '"Identifier": «"lambda"»',
      message:
        'On chat "lambda" and "hello" go round without end, and the customer gets the message of MessageParticipant "hello" again and again.',
    },
    "a count that begins again": {
      flow: [count("hello", "hello"), say("hello", "Hello", "count")],
      at: '"Identifier": «"count"»',
      message:
        'On chat "count" and "hello" go round without end, and the customer gets the message of MessageParticipant "hello" again and again.',
    },
    "a cycle inside one that is counted": {
      flow: [
        count("a", "end"),
        compare({ again: "count" }, "b"),
        action("a", "UpdateFlowLoggingBehavior", {}, { next: "compare" }),
        action("b", "UpdateFlowLoggingBehavior", {}, { next: "c" }),
        action("c", "UpdateFlowLoggingBehavior", {}, { next: "b" }),
        disconnect(),
      ],
      at: '"Identifier": «"b"»',
      message: 'On chat "b" and "c" go round without end, and nothing is said or waited for.',
    },
    "a long cycle, of which it names four": {
      flow: [..."abcdef"].map((name, index) =>
        action(name, "UpdateFlowLoggingBehavior", {}, { next: "abcdef"[(index + 1) % 6] }),
      ),
      at: '"Identifier": «"a"»',
      message: 'On chat "a", "b", "c", "d" and 2 more go round without end, and nothing is said or waited for.',
    },
  },
});

describeRule("busy-loop", {
  holds: {
    "a cycle without a way out": [menu, say("sorry", "Sorry", "menu"), disconnect()],
    "a cycle that waits": [say("hello", "Soon", "pause"), wait("pause", 60, "hello")],
  },
  finds: {
    "a cycle that data end": {
      flow: [lambda("compare", "end"), compare({ ready: "end" }, "lambda"), disconnect()],
      at: '"Identifier": «"lambda"»',
      message: 'On chat "lambda" and "compare" go round for as long as the data say so, and nothing is waited for.',
    },
  },
});
