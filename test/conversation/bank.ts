import type { Conversation } from "../../provider/conversation/conversation.js";
import { type EmulatorControl, emulatorTarget } from "../../provider/conversation/emulator-target.js";
import type { Step } from "../../provider/conversation/step.js";
import type { Target } from "../../provider/conversation/target.js";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../provider/emulator/index.js";
import { type ActionJson, action, disconnect, flow, say } from "../flows.js";

/** Waits for the customer, and ends the chat after an hour without a word. */
export const listen = (identifier: string, next: string, seconds = 3600) =>
  action(
    identifier,
    "Wait",
    { TimeLimitSeconds: String(seconds), Events: ["CustomerReturned"] },
    { when: { CustomerReturned: next, WaitCompleted: "end" }, errors: { NoMatchingError: "end" } },
  );

/** Lets time pass, whatever the customer says. */
export const rest = (identifier: string, seconds: number, next: string) =>
  action(
    identifier,
    "Wait",
    { TimeLimitSeconds: String(seconds), Events: [] },
    {
      next,
      when: { WaitCompleted: next },
      errors: { NoMatchingError: next },
    },
  );

const attributes = (identifier: string, values: Readonly<Record<string, string>>, next: string) =>
  action(
    identifier,
    "UpdateContactAttributes",
    { Attributes: values, TargetContact: "Current" },
    { next, errors: { NoMatchingError: next } },
  );

export const template = (templateType: string, content: object) =>
  JSON.stringify({ templateType, version: "1.0", data: { content } });

const titles = (...names: readonly string[]) => names.map((title) => ({ title }));

export const templates = {
  ListPicker: template("ListPicker", {
    title: "What is it about?",
    listId: "topics",
    referenceId: "r-1",
    preIndex: 0,
    nextIndex: 2,
    elements: [...titles("Cards", "Loans"), { title: "More", actionDetail: "SHOW_MORE" }],
  }),
  Panel: template("Panel", { title: "Which card?", elements: titles("Debit", "Crédit") }),
  QuickReply: template("QuickReply", { title: "Are you sure?", elements: titles("نعم", "👍🏽 Yes") }),
  TimePicker: template("TimePicker", {
    title: "When?",
    timeslots: [
      { date: "2026-10-31T17:00+00:00", duration: 30 },
      { date: "2026-11-01T09:00+00:00", duration: 30 },
    ],
  }),
  Carousel: template("Carousel", {
    title: "Branches",
    elements: [
      {
        templateIdentifier: "berlin",
        ...JSON.parse(template("Panel", { title: "Berlin", elements: titles("Book", "Berlin map") })),
      },
      {
        templateIdentifier: "paris",
        ...JSON.parse(
          template("Panel", {
            title: "Paris",
            elements: [...titles("Book"), { type: "hyperlink", title: "Website", url: "https://example.com" }],
          }),
        ),
      },
    ],
  }),
} as const;

/** Tells each template in turn, the next after the customer's answer. */
const interactive = () => {
  const actions = Object.entries(templates).flatMap(([name, content], index, all) => [
    say(`show ${name}`, content, `hear ${name}`),
    listen(`hear ${name}`, all[index + 1] ? `show ${all[index + 1]?.[0]}` : "thanks"),
  ]);
  return flow(
    "interactive",
    ...actions,
    say("thanks", "Thank you for your answers.", "stay"),
    listen("stay", "end"),
    disconnect(),
  );
};

const form = () =>
  flow(
    "form",
    action(
      "view",
      "ShowView",
      { ViewResource: { Id: "v-refund" }, InvocationTimeLimitSeconds: "600", ViewData: { Heading: "Refund" } },
      { when: { Submit: "done", Cancel: "end" }, errors: { NoMatchingCondition: "end", NoMatchingError: "end" } },
    ),
    say("done", "A refund of $.Views.ViewResultData.amount is on its way.", "stay"),
    listen("stay", "end"),
    disconnect(),
  );

const greets = (): readonly ActionJson[] => [
  say("hello", "Hello $.Attributes.customerName, welcome to Example Bank.", "ask"),
  say("ask", "What can I do for you?", "listen"),
];

/** Begins with the action `target`. */
const toQueue = (id: string): readonly ActionJson[] => [
  action("target", "UpdateContactTargetQueue", { QueueId: id }, { next: "queue", errors: { NoMatchingError: "end" } }),
  action(
    "queue",
    "TransferContactToQueue",
    {},
    { next: "end", errors: { NoMatchingError: "end", QueueAtCapacity: "end" } },
  ),
];

/** Leaves its chats to another flow. */
const handsOver = (id: string) =>
  flow(
    "hands over",
    action("transfer", "TransferToFlow", { ContactFlowId: id }, { errors: { NoMatchingError: "end" } }),
    disconnect(),
  );

/** Tells what a function of the instance answers. */
export const asksFunction = (name: string) =>
  flow(
    "asks a function",
    action(
      "ask",
      "InvokeLambdaFunction",
      { LambdaFunctionARN: name, InvocationTimeLimitSeconds: "8" },
      { next: "tell", errors: { NoMatchingError: "end" } },
    ),
    say("tell", "The function says $.External.word.", "stay"),
    listen("stay", "end"),
    disconnect(),
  );

/** The flows of these tests, each with a way of its own. */
export const flows = () => [
  flow(
    "welcome",
    ...greets(),
    listen("listen", "number"),
    say("number", "Your number is 4711.", "listen again"),
    listen("listen again", "bye"),
    say("bye", "Goodbye!", "end"),
    disconnect(),
  ),
  flow(
    "patient",
    ...greets(),
    listen("listen", "one"),
    say("one", "One.", "listen on"),
    listen("listen on", "two"),
    say("two", "Two.", "listen still"),
    listen("listen still", "three"),
    say("three", "Three.", "stay"),
    listen("stay", "end"),
    disconnect(),
  ),
  interactive(),
  form(),
  flow("mute", rest("silence", 3600, "end"), disconnect()),
  flow("ends", say("bye", "We are closed.", "end"), disconnect()),
  flow("slow", rest("rest", 1800, "late"), say("late", "Still there?", "stay"), listen("stay", "end"), disconnect()),
  flow("tired", rest("rest", 4, "late"), say("late", "Still there?", "stay"), listen("stay", "end"), disconnect()),
  flow(
    "tired and marked",
    rest("rest", 4, "late"),
    say("late", "Still there?", "rest again"),
    rest("rest again", 4, "mark"),
    attributes("mark", { stage: "late" }, "stay"),
    listen("stay", "end"),
    disconnect(),
  ),
  flow("endless", rest("one", 1, "two"), rest("two", 1, "one"), disconnect()),
  flow(
    "steps",
    attributes("mark", { stage: "asked", tier: "gold" }, "wait"),
    rest("wait", 5, "mark again"),
    attributes("mark again", { stage: "waited" }, "stay"),
    listen("stay", "end"),
    disconnect(),
  ),
  flow("person", say("one moment", "One moment, please.", "target"), ...toQueue("q-advisers"), disconnect()),
  flow(
    "json",
    say("tell", '{"order":{"id":"A-17","total":42},"lines":[{"name":"Café"}]}', "stay"),
    listen("stay", "end"),
    disconnect(),
  ),
  flow("queues", say("hold", "Your number is 12 in the line.", "target"), ...toQueue("q-nobody"), disconnect()),
  flow(
    "long",
    say("tell", `${"All is well. ".repeat(40)}Call 0800 124.${" Do so.".repeat(40)}`, "stay"),
    listen("stay", "end"),
    disconnect(),
  ),
  flow(
    "polyglot",
    say("arabic", "مرحبا بك، رقمك هو ٤٧١١", "chinese"),
    say("chinese", "欢迎来到示例银行", "decomposed"),
    say("decomposed", "Cafe\u0301 au lait", "family"),
    say("family", "👨‍👩‍👧 are welcome", "stay"),
    listen("stay", "end"),
    disconnect(),
  ),
];

export const instance = {
  queues: [
    { name: "Advisers", id: "q-advisers", agents: ["Bea"] },
    { name: "Nobody", id: "q-nobody" },
  ],
  agents: [
    {
      name: "Bea",
      firstName: "Bea",
      acceptsAfterSeconds: 3,
      script: [
        { say: "I am Bea.", afterSeconds: 1 },
        { waitFor: "message" as const },
        { say: "I see.", afterSeconds: 2 },
        { leave: true as const, afterSeconds: 2 },
      ],
    },
  ],
  views: [{ name: "Refund", id: "v-refund", actions: ["Submit", "Cancel"] }],
};

/** An emulator with these flows, and how conversations reach it. */
export class Bank implements AsyncDisposable {
  readonly target: Target;

  private constructor(readonly emulator: Emulator) {
    this.target = emulatorTarget(emulator, emulator);
  }

  static async open(options: EmulatorOptions = {}): Promise<Bank> {
    const emulator = await startEmulator({ flows: flows(), instance, ...options });
    emulator.load(handsOver(emulator.flow("welcome").id));
    return new Bank(emulator);
  }

  /** Contacts that nobody ended. */
  get open(): readonly string[] {
    return this.emulator
      .contacts()
      .filter(({ state }) => state === "open")
      .map(({ id }) => id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.emulator.close();
  }
}

/** The emulator as it is, steered by what a test makes of it. */
export function steered(emulator: Emulator, control: Partial<EmulatorControl>): Target {
  return emulatorTarget(emulator, { ...emulator, ...control });
}

export const talk = (flowName: string, ...steps: readonly Step[]): Conversation => ({
  name: "a talk",
  flow: flowName,
  attributes: { customerName: "Ada" },
  steps,
});
