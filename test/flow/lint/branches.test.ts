import { action, disconnect } from "../../flows.js";
import { describeRule, document } from "./rule-cases.js";

const lex = (parameters: object, ...errors: readonly string[]) =>
  action(
    "a",
    "ConnectParticipantWithLexBot",
    { Text: "Hello", LexV2Bot: { AliasArn: "x" }, ...parameters },
    to(errors),
  );
const input = (store: string, ...errors: readonly string[]) =>
  action("a", "GetParticipantInput", { StoreInput: store }, to(errors));
const to = (errors: readonly string[]) => ({
  next: "end",
  errors: Object.fromEntries(errors.map((name) => [name, "end"])),
});
const both = ["NoMatchingError", "NoMatchingCondition"] as const;

describeRule("missing-branch", {
  holds: {
    "all branches that are demanded": [
      lex({}, ...both),
      action("b", "TransferContactToQueue", {}, to(["QueueAtCapacity", "NoMatchingError"])),
      action("c", "MessageParticipant", { Text: "Hello" }, { next: "end" }),
      action("d", "UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Enabled" }, { next: "end" }),
      action("e", "InvokeFlowModule", { FlowModuleId: "m" }, to(["NoMatchingError"])),
      disconnect(),
    ],
    "input that is stored": [input("True", "NoMatchingError"), disconnect()],
    "a type that is not known": [action("a", "DataTable"), disconnect()],
  },
  finds: {
    "one that is missing": {
      flow: [action("a", "TransferContactToQueue", {}, to(["NoMatchingError"])), disconnect()],
      at: '«"Transitions"»: {\n        "NextAction"',
      message: 'TransferContactToQueue "a" has no branch for QueueAtCapacity, which the service demands.',
      hint: 'Add { "ErrorType": "QueueAtCapacity", "NextAction": … } to Transitions.Errors.',
    },
    "several that are missing": {
      flow: [input("False", "NoMatchingError"), disconnect()],
      at: '«"Transitions"»: {\n        "NextAction"',
      message:
        'GetParticipantInput "a" has no branch for NoMatchingCondition and InputTimeLimitExceeded, which the service demands.',
    },
    "what the form of the action demands": {
      flow: [
        action(
          "a",
          "UpdateContactRecordingAndAnalyticsBehavior",
          { ChatBehavior: {} },
          to([...both, "ChannelMismatch"]),
        ),
        disconnect(),
      ],
      at: '«"Transitions"»: {\n        "NextAction"',
      message:
        'UpdateContactRecordingAndAnalyticsBehavior "a" has no branch for InFlightRedactionConfigurationFailed, which the service demands.',
    },
    "an action without transitions": {
      flow: document({ Actions: [{ Identifier: "a", Type: "Compare" }] }),
      at: '"Type": «"Compare"»',
      message: 'Compare "a" has no branch for NoMatchingCondition, which the service demands.',
    },
  },
});

describeRule("undeclared-branch", {
  holds: {
    "a bot without a time limit": [lex({}, ...both), disconnect()],
    "a bot with a time limit and its branch": [
      lex({ LexTimeoutSeconds: { Text: "60" } }, ...both, "InputTimeLimitExceeded"),
      disconnect(),
    ],
  },
  finds: {
    "a module's branches without one for the rest": {
      flow: [
        action("a", "InvokeFlowModule", { FlowModuleId: "m" }, { ...to(["NoMatchingError"]), when: { done: "end" } }),
        disconnect(),
      ],
      at: '«"Transitions"»: {\n        "NextAction"',
      message: 'InvokeFlowModule "a" has no branch for NoMatchingCondition, which it can take.',
    },
    "a bot without a branch for other intents": {
      flow: [lex({}, "NoMatchingError"), disconnect()],
      at: '«"Transitions"»: {\n        "NextAction"',
      message: 'ConnectParticipantWithLexBot "a" has no branch for NoMatchingCondition, which it can take.',
    },
    "a bot with a time limit and no branch for it": {
      flow: [lex({ LexTimeoutSeconds: { Text: "60" } }, ...both), disconnect()],
      at: '«"Transitions"»: {\n        "NextAction"',
      message: 'ConnectParticipantWithLexBot "a" has no branch for InputTimeLimitExceeded, which it can take.',
    },
  },
});

describeRule("refused-branch", {
  holds: {
    "branches that the types have": [lex({}, ...both, "InputTimeLimitExceeded"), disconnect()],
    "a branch of a type whose branches are not all known": [action("a", "CreateTask", {}, to(["Other"])), disconnect()],
    "a branch of a type that is not known": [action("a", "DataTable", {}, to(["Other"])), disconnect()],
  },
  finds: {
    "a slip of the pen": {
      flow: [lex({}, ...both, "InputTimeLimitExceded"), disconnect()],
      at: '"ErrorType": «"InputTimeLimitExceded"»',
      message: 'ConnectParticipantWithLexBot "a" has a branch "InputTimeLimitExceded", which the service refuses here.',
      hint: 'Did you mean "InputTimeLimitExceeded"?',
    },
    "a branch that another type has": {
      flow: [action("a", "Compare", { ComparisonValue: "$.Channel" }, to(both)), disconnect()],
      at: '"ErrorType": «"NoMatchingError"»',
      message: 'Compare "a" has a branch "NoMatchingError", which the service refuses here.',
      hint: "Take it out; the type has NoMatchingCondition.",
    },
    "a branch of a type that has none": {
      flow: [action("a", "UpdateFlowLoggingBehavior", {}, to(["NoMatchingError"])), disconnect()],
      at: '"ErrorType": «"NoMatchingError"»',
      message: 'UpdateFlowLoggingBehavior "a" has a branch "NoMatchingError", which the service refuses here.',
      hint: "Take it out; the type has no error branches.",
    },
    "a branch that another form of the type has": {
      flow: [input("True", "NoMatchingError", "InputTimeLimitExceeded"), disconnect()],
      at: '"ErrorType": «"InputTimeLimitExceeded"»',
      message: 'GetParticipantInput "a" has a branch "InputTimeLimitExceeded", which the service refuses here.',
      hint: "Take it out; the type has NoMatchingError and InvalidPhoneNumber with these parameters.",
    },
    "the same branch twice": {
      flow: document({
        Actions: [
          {
            ...action("a", "Wait"),
            Transitions: {
              Errors: [
                { NextAction: "a", ErrorType: "NoMatchingError" },
                { NextAction: "b", ErrorType: "NoMatchingError" },
              ],
            },
          },
        ],
      }),
      at: '"NextAction": "b",\n            "ErrorType": «"NoMatchingError"»',
      message: 'Wait "a" has the branch "NoMatchingError" twice.',
    },
  },
});
