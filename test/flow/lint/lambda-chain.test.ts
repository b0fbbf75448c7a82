import { action, disconnect, say } from "../../flows.js";
import { describeRule } from "./rule-cases.js";

const lambda = (identifier: string, next: string, seconds: string, parameters: object = {}) =>
  action(
    identifier,
    "InvokeLambdaFunction",
    { InvocationTimeLimitSeconds: seconds, ...parameters },
    { next, errors: { NoMatchingError: "end" } },
  );

describeRule("long-lambda-chain", {
  holds: {
    "20 s": [lambda("a", "b", "8"), lambda("b", "c", "8"), lambda("c", "end", "4"), disconnect()],
    "a message between": [
      lambda("a", "b", "8"),
      lambda("b", "hello", "8"),
      say("hello", "One moment", "c"),
      lambda("c", "end", "8"),
      disconnect(),
    ],
    "functions that nobody waits for": [
      lambda("a", "b", "60", { InvocationType: "ASYNCHRONOUS" }),
      lambda("b", "end", "8"),
      disconnect(),
    ],
  },
  finds: {
    "the function with which it becomes too much": {
      flow: [
        lambda("a", "b", "8"),
        lambda("b", "c", "8"),
        lambda("c", "d", "8"),
        lambda("d", "end", "8"),
        disconnect(),
      ],
      at: '"Identifier": "c",\n      "Type": «"InvokeLambdaFunction"»',
      message:
        'InvokeLambdaFunction "c" comes after Lambda functions that may take 16 s, and may take 8 s itself; a chain without anything for the customer in it is cut at 20 s.',
    },
  },
});
