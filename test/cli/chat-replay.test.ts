import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { converse, type Held } from "../../provider/conversation/converse.js";
import { emulatorTarget } from "../../provider/conversation/emulator-target.js";
import { readConversations } from "../../provider/conversation/file.js";
import { type EmulatorOptions, startEmulator } from "../../provider/emulator/index.js";
import { useCleanEnvironment } from "../chat/environment.js";
import { openContacts } from "../chat/talk.js";
import { examples } from "../emulator/contact-centre/scenario.js";
import { action, disconnect, flow, greeting, say, wait } from "../flows.js";
import { ChatTerminal } from "./chat-terminal.js";

const runs = Number(process.env.CHAT_REPLAY_RUNS ?? 4);

const interactive = (templateType: string, content: object) =>
  JSON.stringify({ templateType, version: "1.0", data: { content } });
const list = (title: string, ...titles: readonly string[]) => ({
  title,
  elements: titles.map((name) => ({ title: name })),
});
const inner = (title: string, ...titles: readonly string[]) => ({
  templateIdentifier: title,
  templateType: "ListPicker",
  version: "1.0",
  data: { content: list(title, ...titles) },
});

/** Waits for the customer, or a time; whoever comes first decides what is said next. */
const race = (identifier: string, seconds: number, onTime: string, onCustomer: string) =>
  action(
    identifier,
    "Wait",
    { TimeLimitSeconds: String(seconds), Events: ["CustomerReturned"] },
    {
      next: onTime,
      when: { WaitCompleted: onTime, CustomerReturned: onCustomer },
      errors: { NoMatchingError: onTime },
    },
  );
/** Waits whatever the customer does, and says nothing of it. */
const delay = (identifier: string, seconds: number, next: string) =>
  action(identifier, "Wait", { TimeLimitSeconds: String(seconds) }, { next, when: { WaitCompleted: next } });

const flows = [
  greeting(),
  flow("short", say("bye", "Bye {{who}} {{ ever }}", "end"), disconnect()),
  flow("silent", wait("wait", 3600, "end"), disconnect()),
  flow(
    "contact",
    say("one", "You are $.ContactId (really: $.ContactId).", "wait"),
    race("wait", 30, "late", "again"),
    say("late", "$.ContactId is late.", "wait2"),
    say("again", "Hello again, $.ContactId; $.Attributes.name!", "wait2"),
    wait("wait2", 3600, "end"),
    disconnect(),
  ),
  flow(
    "timers",
    delay("first", 3, "hello"),
    say("hello", "Hello", "second"),
    delay("second", 4, "race"),
    race("race", 5, "slow", "fast"),
    say("fast", "You are fast.", "third"),
    say("slow", "You are slow.", "third"),
    delay("third", 2, "race"),
  ),
  flow(
    "choices",
    say("list", interactive("ListPicker", list("Which {{list}}?", "Invoice", "Order")), "w1"),
    wait("w1", 900, "quick"),
    say("quick", interactive("QuickReply", list("Well?", "Yes", "No")), "w2"),
    wait("w2", 900, "time"),
    say(
      "time",
      interactive("TimePicker", { title: "When?", timeslots: [{ date: "2030-10-31T17:00+00:00", duration: 60 }] }),
      "w3",
    ),
    wait("w3", 900, "carousel"),
    say(
      "carousel",
      interactive("Carousel", { title: "Look", elements: [inner("A", "A1", "A2"), inner("B", "B1")] }),
      "w4",
    ),
    wait("w4", 900, "panel"),
    say("panel", interactive("Panel", list("Last, of $.ContactId", "One", "Two")), "w5"),
    wait("w5", 900, "end"),
    disconnect(),
  ),
];

const words = [
  ...["", "1", "2", "3", "hello", "//slash", "/wait 1", "/wait 7", "/wait 100", "/typing", "/reconnect"],
  ...["/attach note.txt", "{{who}}", "/leave"],
];

/** What customers of the examples say. */
const utterances: Readonly<Record<string, readonly string[]>> = {
  "callback-offer": ["yes", "no", "0301234", "tomorrow"],
  "guide-with-views": ['1 {"actionName":"damaged"}', '2 {"FormData":{"tracking":"1","damage":"x"}}', "It is broken"],
  "hand-over-between-flows": ["card", "loan", "4711", "0000"],
  "identification-by-lambda": ["100001", "100002", "I have none", "my number is 100003"],
  "language-choice": ["deutsch", "español", "العربية", "english"],
  "menu-by-bot": ["invoice", "May", "order a SIM card", "nano", "yes", "agent", "bye"],
  "opening-hours": ["hallo"],
  "queue-with-position": ["hello"],
  "survey-after-chat": ["5 points", "one", "no"],
  "transfer-to-agent-and-back": ["hello"],
};

/** Has a chat by a script and holds its record again; answers what was written, and the chat that was held. */
async function replayed(
  script: readonly string[],
  flowName: string,
  place: (io: ChatTerminal) => readonly string[],
  options: (io: ChatTerminal) => EmulatorOptions,
): Promise<{ readonly written: string; readonly record: string; readonly held: Held }> {
  using io = new ChatTerminal();
  io.file("note.txt", "A note");
  const code = await io.script(script, flowName, ...place(io), "--attributes", "name=Ada", "--record", "it.chat.yaml");
  assert.ok(code === 0 || io.told.includes("The chat ended before everything was said"), io.told);
  const record = io.read("it.chat.yaml");
  const [read] = readConversations(join(io.folder, "it.chat.yaml"));
  assert.ok(read);
  await using emulator = await startEmulator(options(io));
  const target = emulatorTarget(emulator, emulator);
  const held = await converse(read.conversation, target, { folder: io.folder }).catch((error: Error) => {
    throw new Error(`${error.message}\n\n${io.written}\n${record}`);
  });
  assert.deepEqual(openContacts(emulator), []);
  return { written: io.written, record, held };
}

/** What others said, without contact ids. */
const said = (text: string) =>
  text
    .split("\n")
    .filter((line) => / (SYSTEM|AGENT): /.test(line))
    .map((line) => line.replace(/^\S+ s /, "").replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID"));

describe("the record of a chat, held again", function () {
  this.timeout(120_000);
  useCleanEnvironment();

  for (const { name } of flows) {
    const here = (script: readonly string[]) =>
      replayed(
        script,
        name,
        (io) => ["--flows", io.flows(...flows)],
        () => ({ flows }),
      );

    it(`holds for the flow ${name}, whatever the customer does`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.constantFrom(...words), { maxLength: 7 }), async (script) => {
          const { written, held } = await here(script);
          const plain = held.transcript.filter(
            ({ role, content }) => /SYSTEM|AGENT/.test(role) && !content.startsWith("{"),
          );
          const first = said(written);
          for (const { role, content } of plain.slice(0, first.length)) {
            const text = `${role}: ${content.split("\n")[0]}`.replace(
              /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
              "ID",
            );
            assert.ok(first.includes(text), text);
          }
        }),
        { numRuns: runs },
      );
    });
  }

  for (const { name, instanceFile, flow: flowName } of examples()) {
    it(`holds for the example ${name}, whatever the customer does`, async () => {
      const line = fc.constantFrom(...words, ...(utterances[name] ?? []), ...(utterances[name] ?? []));
      await fc.assert(
        fc.asyncProperty(fc.array(line, { maxLength: 8 }), async (script) => {
          await replayed(
            script,
            flowName,
            () => ["--instance", instanceFile],
            () => ({ instance: instanceFile }),
          );
        }),
        { numRuns: runs },
      );
    });
  }
});
