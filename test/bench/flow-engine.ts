import { performance } from "node:perf_hooks";
import { action, disconnect, flow, say } from "../flows.js";
import { chatsThrough } from "./engine-chats.js";
import { line, median } from "./measure.js";

const rounds = 5;
const chats = 1_000;

/** The flow engine alone: no network, time moved by hand. */
export async function flowEngineBench(): Promise<string[]> {
  const menu = median(Array.from({ length: rounds }, () => timed(() => menuChats(chats)))) / chats;
  const short = perAction(10);
  const long = perAction(200);
  return [
    `${Math.round(1_000 / short).toLocaleString("en")} actions a second in a flow of 10 actions`,
    line("milliseconds of engine time a chat through the ten-action menu", menu, { atMost: 1 }),
    line("time an action in a flow of 200 actions, of that in one of 10", long / short, { atMost: 1.5 }),
  ];
}

/** Milliseconds an action, in flows that set attributes one after the other. */
function perAction(actions: number): number {
  const steps = Array.from({ length: actions - 1 }, (_, index) =>
    action(
      `a${index}`,
      "UpdateContactAttributes",
      { Attributes: { last: `step ${index} of $.ContactId` }, TargetContact: "Current" },
      { next: index === actions - 2 ? "end" : `a${index + 1}` },
    ),
  );
  const source = flow("steps", ...steps, disconnect("end"));
  const count = Math.ceil(20_000 / actions);
  return median(Array.from({ length: rounds }, () => timed(() => chatsThrough(source, count)))) / (count * actions);
}

const menu = flow(
  "menu",
  action("log", "UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Enabled" }, { next: "hello" }),
  say("hello", "Hello $.Attributes.name", "hours"),
  action(
    "hours",
    "CheckHoursOfOperation",
    { HoursOfOperationId: "hours" },
    { when: { True: "bot", False: "closed" }, errors: { NoMatchingError: "bot" } },
  ),
  action(
    "bot",
    "ConnectParticipantWithLexBot",
    { Text: "Sales or support?", LexV2Bot: { AliasArn: "menu" } },
    { when: { Sales: "sales" }, errors: { NoMatchingCondition: "sorry", NoMatchingError: "sorry" } },
  ),
  action("sales", "UpdateContactAttributes", { Attributes: { topic: "$.Lex.IntentName" } }, { next: "compare" }),
  action(
    "compare",
    "Compare",
    { ComparisonValue: "$.Attributes.topic" },
    { when: { Sales: "thanks" }, errors: { NoMatchingCondition: "sorry" } },
  ),
  say("thanks", "Thank you, $.Attributes.name", "wait"),
  action(
    "wait",
    "Wait",
    { TimeLimitSeconds: "5" },
    { when: { WaitCompleted: "bye" }, errors: { NoMatchingError: "bye" } },
  ),
  say("bye", "Goodbye", "end"),
  disconnect("end"),
  say("sorry", "Sorry", "end"),
  say("closed", "We are closed", "end"),
);

function menuChats(count: number): void {
  const definition = { lex: [{ name: "menu", id: "menu", intents: [{ name: "Sales", utterances: ["sales"] }] }] };
  chatsThrough(menu, count, definition, ({ contact, clock }) => {
    contact.say(contact.customer, "text/plain", "sales");
    clock.advance(5_000);
    if (contact.ended?.reason !== "CONTACT_FLOW_DISCONNECT") throw new Error("The menu did not come to its end.");
  });
}

function timed(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
