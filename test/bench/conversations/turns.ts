import { action, flow, say } from "../../flows.js";

/** What the customer says, and what the flow answers: six turns. */
export const greeting = "Hello, what can I do for you?";
export const turns = ["one", "two", "three", "four", "five", "six"].map((said) => ({
  said,
  answer: `You said something, and this is answer ${said}.`,
}));

/** Greets, answers each turn, and waits for more. */
const talks = turns.flatMap(({ said, answer }, index) => [
  action(
    `hear ${said}`,
    "Wait",
    { TimeLimitSeconds: "3600", Events: ["CustomerReturned"] },
    {
      when: { CustomerReturned: `answer ${said}`, WaitCompleted: "end" },
      errors: { NoMatchingError: "end" },
    },
  ),
  say(`answer ${said}`, answer, turns[index + 1] ? `hear ${turns[index + 1]?.said}` : "hear more"),
]);

export const flows = [
  flow(
    "six turns",
    say("greet", greeting, "hear one"),
    ...talks,
    action(
      "hear more",
      "Wait",
      { TimeLimitSeconds: "3600", Events: ["CustomerReturned"] },
      { when: { CustomerReturned: "end", WaitCompleted: "end" }, errors: { NoMatchingError: "end" } },
    ),
    action("end", "DisconnectParticipant"),
  ),
];
