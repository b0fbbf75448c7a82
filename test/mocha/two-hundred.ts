import { action, disconnect, flow, say } from "../flows.js";

/** Says something of its own to each of four wishes, in German where that is asked for, and goes on until the customer is gone. */
const desk = () =>
  flow(
    "desk",
    action(
      "language",
      "Compare",
      { ComparisonValue: "$.Attributes.language" },
      { when: { de: "hallo" }, errors: { NoMatchingCondition: "hello" } },
    ),
    say("hello", "Hello $.Attributes.customerName", "wish"),
    say("hallo", "Hallo $.Attributes.customerName", "wish"),
    action(
      "wish",
      "Compare",
      { ComparisonValue: "$.Attributes.wish" },
      {
        when: { cards: "cards", loans: "loans", agent: "set-queue", bye: "bye" },
        errors: { NoMatchingCondition: "other" },
      },
    ),
    say("cards", "Which card is it?", "wait"),
    say("loans", "How much do you need?", "count"),
    action(
      "count",
      "Loop",
      { LoopCount: "2" },
      { when: { ContinueLooping: "again", DoneLooping: "wait" }, errors: {} },
    ),
    say("again", "We have good rates.", "count"),
    say("other", "We do not do that.", "bye"),
    say("bye", "Good-bye", "end"),
    action(
      "set-queue",
      "UpdateContactTargetQueue",
      {
        QueueId:
          "arn:aws:connect:us-east-1:123456789012:instance/11111111-2222-4333-8444-555555555555/queue/22222222-2222-4333-8444-555555555555",
      },
      { next: "to-queue", errors: { NoMatchingError: "other" } },
    ),
    action(
      "to-queue",
      "TransferContactToQueue",
      {},
      { next: "other", errors: { NoMatchingError: "other", QueueAtCapacity: "other" } },
    ),
    action(
      "wait",
      "Wait",
      { TimeLimitSeconds: "600", Events: ["CustomerReturned"] },
      {
        next: "silent",
        when: { WaitCompleted: "silent", CustomerReturned: "wait" },
        errors: { NoMatchingError: "silent" },
      },
    ),
    say("silent", "Are you still there?", "end"),
    disconnect(),
  ).content;

/** What a wish is answered with, and how a chat with it goes on. */
const wishes: Readonly<Record<string, readonly object[]>> = {
  cards: [{ expect: "Which card is it?" }, { say: "The blue one" }, { type: true }],
  loans: [
    { expect: "How much do you need?" },
    { expect: { contains: "good rates" } },
    { expect: { pattern: "^We have" } },
    { never: { contains: "error" } },
    { waitFor: "Are you still there?", timeLimit: 900 },
    { expect: { event: "ended" } },
  ],
  bye: [{ expect: "Good-bye" }, { expect: { event: "ended" } }],
  nothing: [{ expect: "We do not do that." }, { waitFor: { event: "ended" } }],
  agent: [{ expect: { queue: "Agents" } }, { say: "Is anybody there?" }],
};

/**
 * Files of a project with two hundred conversations, ten in each of twenty files; of every ten one fails, and one is left
 * out.
 */
export function twoHundred(timeout = 20): Record<string, string | object> {
  const names = Object.keys(wishes);
  const conversation = (number: number) => {
    const wish = names[number % names.length] ?? "";
    const language = number % 3 === 0 ? "de" : "en";
    const greeting = `${language === "de" ? "Hallo" : "Hello"} Kunde {{number}}`;
    const isWrong = number % 10 === 7;
    return {
      name: `${wish} ${number}`,
      tags: [wish],
      variables: { number },
      attributes: { wish, language, customerName: "Kunde {{number}}" },
      ...(number % 10 === 9 ? { skip: "not yet" } : {}),
      steps: [{ expect: isWrong ? "Good evening" : greeting }, ...(wishes[wish] ?? [])],
    };
  };
  const files = Array.from({ length: 20 }, (_, file) => {
    const conversations = Array.from({ length: 10 }, (_, index) => conversation(file * 10 + index));
    return [`file-${file}.chat.yaml`, { flow: "desk", timeout, stepTimeLimit: 900, conversations }] as const;
  });
  return {
    "instance.yaml": {
      flows: ["desk.json"],
      queues: [{ name: "Agents", id: "22222222-2222-4333-8444-555555555555" }],
    },
    "desk.json": desk(),
    ...Object.fromEntries(files),
  };
}
