import { action, disconnect, say, wait } from "../../flows.js";
import { describeRule, ofType } from "./rule-cases.js";

const failing = (next: string) => ({ next, errors: { NoMatchingError: "end" } });
const setQueue = (next: string) => action("queue", "UpdateContactTargetQueue", { QueueId: "q" }, failing(next));
const transfer = action(
  "transfer",
  "TransferContactToQueue",
  {},
  { next: "end", errors: { NoMatchingError: "end", QueueAtCapacity: "end" } },
);
const hook = (name: string, next: string) =>
  action("hook", "UpdateContactEventHooks", { EventHooks: { [name]: "x" } }, failing(next));
const resume = action("end", "EndFlowExecution");
const prompts = (errors: Readonly<Record<string, string>>) =>
  action("prompts", "MessageParticipantIteratively", {}, { errors });

describeRule("silent-queue", {
  holds: {
    "a message before": [say("hello", "Hello", "queue"), setQueue("transfer"), transfer, disconnect()],
    "a customer queue flow of its own": [hook("CustomerQueue", "queue"), setQueue("transfer"), transfer, disconnect()],
    "a bot before": [
      action("bot", "ConnectParticipantWithLexBot", { Text: "?" }, { next: "end", when: { Agent: "transfer" } }),
      transfer,
      disconnect(),
    ],
    "a transfer by an agent": ofType("queueTransfer", setQueue("transfer"), transfer, disconnect()),
    "a queue flow that speaks": ofType("customerQueue", say("hello", "Soon", "end"), resume),
    "a queue flow that speaks after a short pause": ofType(
      "customerQueue",
      wait("pause", 5, "hello"),
      say("hello", "Soon", "end"),
      resume,
    ),
    "a transfer that no chat comes to": [
      action(
        "channel",
        "Compare",
        { ComparisonValue: "$.Channel" },
        { next: "end", when: { CHAT: "end" }, errors: { NoMatchingCondition: "transfer" } },
      ),
      transfer,
      disconnect(),
    ],
  },
  finds: {
    "a transfer without a word": {
      flow: [setQueue("transfer"), transfer, disconnect()],
      at: '«"TransferContactToQueue"»',
      message:
        'On some path TransferContactToQueue "transfer" is reached without a message and without a customer queue flow; the default one is silent on chat.',
    },
    "one path of several": {
      flow: [
        action(
          "start",
          "Compare",
          { ComparisonValue: "$.Attributes.vip" },
          { next: "queue", when: { yes: "queue" }, errors: { NoMatchingCondition: "hello" } },
        ),
        say("hello", "Hello", "queue"),
        setQueue("transfer"),
        transfer,
        disconnect(),
      ],
      at: '«"TransferContactToQueue"»',
      message:
        'On some path TransferContactToQueue "transfer" is reached without a message and without a customer queue flow; the default one is silent on chat.',
    },
    "a message that chat does not show, and a hook of another event": {
      flow: [
        action("hello", "MessageParticipant", { PromptId: "p" }, { next: "hook" }),
        hook("CustomerRemaining", "queue"),
        setQueue("transfer"),
        transfer,
        disconnect(),
      ],
      at: '«"TransferContactToQueue"»',
      message:
        'On some path TransferContactToQueue "transfer" is reached without a message and without a customer queue flow; the default one is silent on chat.',
    },
    "a queue flow that is over at once": {
      flow: ofType("customerQueue", resume),
      at: '«"EndFlowExecution"»',
      message:
        'On some path EndFlowExecution "end" is reached before the customer, who waits in the queue, has been told a word.',
    },
    "a queue flow of loop prompts": {
      flow: ofType("customerQueue", prompts({})),
      at: '«"MessageParticipantIteratively"»',
      message:
        'On some path MessageParticipantIteratively "prompts" is reached before the customer, who waits in the queue, has been told a word.',
    },
    "a queue flow of loop prompts with an error branch": {
      flow: ofType("customerQueue", prompts({ NoMatchingError: "end" }), resume),
      at: '«"EndFlowExecution"»',
      message:
        'On some path EndFlowExecution "end" is reached before the customer, who waits in the queue, has been told a word.',
    },
    "a queue flow that waits long first": {
      flow: ofType("customerQueue", wait("pause", 60, "hello"), say("hello", "Soon", "end"), resume),
      at: '«"Wait"»',
      message:
        'On some path Wait "pause" is reached before the customer, who waits in the queue, has been told a word.',
    },
  },
});

describeRule("unset-queue", {
  holds: {
    "a queue that was set": [setQueue("transfer"), transfer, disconnect()],
    "an action that names its own": [
      action("hours", "CheckHoursOfOperation", { HoursOfOperationId: "h" }, { next: "end", when: { True: "end" } }),
      disconnect(),
    ],
    "a flow that the queue is given": ofType("queueTransfer", transfer, disconnect()),
  },
  finds: {
    "a transfer": {
      flow: [transfer, disconnect()],
      at: '«"TransferContactToQueue"»',
      message:
        'On some path TransferContactToQueue "transfer" is reached with no queue set in this flow; unless another flow has set one, it takes its error branch.',
    },
    "hours and metrics of the queue": {
      flow: [
        action("hours", "CheckHoursOfOperation", {}, { next: "metrics", when: { True: "metrics", False: "end" } }),
        action("metrics", "GetMetricData", {}, failing("end")),
        disconnect(),
      ],
      at: ['«"CheckHoursOfOperation"»', '«"GetMetricData"»'],
      message:
        'On some path CheckHoursOfOperation "hours" is reached with no queue set in this flow; unless another flow has set one, it takes its error branch.',
    },
  },
});
