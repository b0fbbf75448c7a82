import { action, disconnect, say } from "../../flows.js";
import { describeRule, document } from "./rule-cases.js";

const compare = (next?: string) =>
  action("a", "Compare", { ComparisonValue: "$.Channel" }, { next, errors: { NoMatchingCondition: "end" } });

describeRule("missing-next-action", {
  holds: {
    "actions with a NextAction, and one that ends": [say("hello", "Hello", "end"), disconnect()],
    "Loop prompts without": [action("a", "MessageParticipantIteratively")],
    "a type that is not known": [action("a", "DataTable")],
  },
  finds: {
    "an action without": {
      flow: [action("a", "MessageParticipant", { Text: "Hello" })],
      at: '«"Transitions"»: {',
      message: 'MessageParticipant "a" has no NextAction; the service wants one even where no branch follows it.',
      hint: "Say where the flow goes on.",
    },
    "an action whose NextAction nothing follows": {
      flow: [compare(), disconnect()],
      at: '«"Transitions"»: {\n        "Conditions": [],\n        "Errors": [\n          {',
      message: 'Compare "a" has no NextAction; the service wants one even where no branch follows it.',
      hint: 'Repeat the target of a branch, as the console does: "NextAction": "end".',
    },
    "an empty NextAction": {
      flow: [compare(""), disconnect()],
      at: '«"Transitions"»: {\n        "NextAction": ""',
      message: 'Compare "a" has no NextAction; the service wants one even where no branch follows it.',
    },
    "no transitions at all": {
      flow: document({ Actions: [{ Identifier: "a", Type: "Wait" }] }),
      at: '"Type": «"Wait"»',
      message: 'Wait "a" has no NextAction; the service wants one even where no branch follows it.',
    },
  },
});

describeRule("transitions-after-end", {
  holds: {
    "empty transitions": [disconnect()],
    "no transitions": document({ Actions: [{ Identifier: "a", Type: "EndFlowExecution" }] }),
  },
  finds: {
    "a NextAction": {
      flow: [action("a", "DisconnectParticipant", {}, { next: "a" })],
      at: '«"Transitions"»: {',
      message: 'DisconnectParticipant "a" ends the flow, and has transitions, which the service refuses.',
      hint: 'Write "Transitions": {}.',
    },
    "an error branch": {
      flow: [action("a", "EndFlowExecution", {}, { errors: { NoMatchingError: "a" } })],
      at: '«"Transitions"»: {',
      message: 'EndFlowExecution "a" ends the flow, and has transitions, which the service refuses.',
    },
  },
});

describeRule("unreachable-action", {
  holds: {
    "actions behind next actions, conditions and errors": [
      action(
        "start",
        "Compare",
        { ComparisonValue: "$.Channel" },
        { next: "a", when: { CHAT: "b" }, errors: { NoMatchingCondition: "c" } },
      ),
      disconnect("a"),
      disconnect("b"),
      disconnect("c"),
    ],
    "a flow without a start": document({ StartAction: "x" }, disconnect()),
  },
  finds: {
    "what nothing leads to, and what only that leads to": {
      flow: [disconnect("start"), say("lost", "Hello", "also"), disconnect("also")],
      at: ['"Identifier": «"lost"»', '"Identifier": «"also"»'],
      message: 'No path from the start leads to MessageParticipant "lost".',
    },
  },
});
