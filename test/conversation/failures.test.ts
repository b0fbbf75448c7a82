import assert from "node:assert/strict";
import { join } from "node:path";
import type { Conversation } from "../../provider/conversation/conversation.js";
import { type ConverseOptions, converse } from "../../provider/conversation/converse.js";
import { ConversationFailure } from "../../provider/conversation/failure.js";
import { conversationsIn } from "../../provider/conversation/file.js";
import type { Step } from "../../provider/conversation/step.js";
import type { Fault, FaultPoint } from "../../provider/emulator/index.js";
import { useStateFolder } from "../chat/state-folder.js";
import { Bank } from "./bank.js";
import { GoldenTexts } from "./failures.js";

const welcome = "Hello Ada, welcome to Example Bank.";
const ask = "What can I do for you?";

interface Case extends Omit<Conversation, "steps"> {
  readonly title: string;
  readonly flow: string;
  readonly code: string;
  /** The step that fails, from 1. Default: the last. */
  readonly step?: number;
  readonly steps: readonly Step[];
  readonly faults?: readonly (readonly [at: FaultPoint, fault: Fault, times?: number])[];
}

const cases: readonly Case[] = [
  {
    title: "another message, almost the same",
    flow: "welcome",
    code: "OTHER_MESSAGE",
    steps: [{ expect: "Hello Ada, wellcome to Example Bank." }],
  },
  {
    title: "another message, with nothing in common",
    flow: "welcome",
    code: "OTHER_MESSAGE",
    steps: [{ expect: "Guten Tag" }],
  },
  {
    title: "a message that is not seen to differ: a space that is none, letters of another script",
    flow: "welcome",
    code: "OTHER_MESSAGE",
    steps: [{ expect: "Hello Аda, welcome to Example\u00a0Bank." }],
  },
  {
    title: "a long message that differs in the middle",
    flow: "long",
    code: "OTHER_MESSAGE",
    steps: [{ expect: `${"All is well. ".repeat(40)}Call 0800 123.\n${" Do so.".repeat(40)}` }],
  },
  {
    title: "another message in Arabic, and one in Chinese",
    flow: "polyglot",
    code: "OTHER_MESSAGE",
    steps: [{ expect: "مرحبا بك، رقمك هو ٤٧١١" }, { expect: "欢迎来到示范银行" }],
  },
  {
    title: "a text that it does not contain",
    flow: "welcome",
    code: "OTHER_MESSAGE",
    steps: [{ expect: { contains: "Other Bank" } }],
  },
  {
    title: "a pattern that does not match",
    flow: "welcome",
    code: "OTHER_MESSAGE",
    steps: [{ expect: { pattern: "^hello [a-z]+$", flags: "i" } }],
  },
  {
    title: "parts of a message: role, name, content type",
    flow: "welcome",
    code: "OTHER_MESSAGE",
    steps: [
      { expect: { role: "AGENT", displayName: "Bea", contentType: "text/markdown", content: { contains: "welcome" } } },
    ],
  },
  {
    title: "parts of JSON",
    flow: "json",
    code: "OTHER_MESSAGE",
    steps: [{ expect: { content: { order: { id: "A-18", total: 42, date: "today" }, lines: [{ name: "Tea" }] } } }],
  },
  {
    title: "an interactive message of another template, with another title, without an element",
    flow: "interactive",
    code: "OTHER_MESSAGE",
    steps: [
      {
        expect: {
          interactive: { template: "Panel", title: "What is it around?", elements: ["Cards", { contains: "Savings" }] },
        },
      },
    ],
  },
  {
    title: "a text where an interactive message was expected",
    flow: "welcome",
    code: "OTHER_MESSAGE",
    steps: [{ expect: { interactive: { template: "ListPicker" } } }],
  },
  {
    title: "a view where a text was expected, without its token",
    flow: "form",
    code: "OTHER_MESSAGE",
    steps: [{ expect: "What is it?" }],
  },
  {
    title: "a message where an attachment was expected",
    flow: "welcome",
    code: "OTHER_MESSAGE",
    steps: [{ expect: { attachment: "bill.pdf" } }],
  },
  {
    title: "a message where an event was expected",
    flow: "welcome",
    code: "OTHER_MESSAGE",
    steps: [{ expect: { event: "joined", role: "AGENT" } }],
  },
  {
    title: "a message that is none of those that are left of a set",
    flow: "welcome",
    code: "OTHER_MESSAGE",
    steps: [{ expectAll: [{ contains: "welcome" }, "What can I do for them?"] }],
  },
  {
    title: "a message that is none of a set",
    flow: "welcome",
    code: "OTHER_MESSAGE",
    steps: [{ expectAll: [ask, "Anything else?"] }],
  },
  {
    title: "a message before the one that is expected next",
    flow: "welcome",
    code: "OTHER_MESSAGE",
    steps: [{ expect: welcome }, { say: "Hi" }, { expect: "Your number is 4711." }],
  },
  {
    title: "nothing comes, and a message is near to it",
    flow: "queues",
    code: "NOTHING_COMES",
    steps: [{ waitFor: { contains: "Your number is 12 at the" } }],
  },
  {
    title: "nothing comes that is near",
    flow: "queues",
    code: "NOTHING_COMES",
    steps: [{ waitFor: "Vielen Dank" }],
  },
  {
    title: "nothing comes of what is left of a set",
    flow: "queues",
    code: "NOTHING_COMES",
    steps: [{ expectAll: ["Your number is 12 in the line.", "Anything else?", { event: "joined", role: "AGENT" }] }],
  },
  {
    title: "an event that does not happen",
    flow: "welcome",
    code: "NOT_IN_TIME",
    steps: [{ waitFor: { event: "typing" } }],
  },
  {
    title: "attributes that do not come",
    flow: "steps",
    code: "NOT_IN_TIME",
    steps: [{ expect: { attributes: { stage: "answered", tier: { contains: "silver" }, mood: "good" } } }],
  },
  {
    title: "a queue that it does not come to",
    flow: "welcome",
    code: "NOT_IN_TIME",
    steps: [{ expect: { queue: "Advisers" } }],
  },
  {
    title: "another queue",
    flow: "queues",
    code: "NOTHING_COMES",
    steps: [{ say: "Hi" }, { expect: { queue: "Complaints" }, timeLimit: 60 }],
  },
  {
    title: "a flow that it does not come to",
    flow: "queues",
    code: "NOTHING_COMES",
    steps: [{ expect: { flow: { contains: "person" } } }],
  },
  { title: "too late for the step", flow: "slow", code: "NOT_IN_TIME", steps: [{ expect: "Still there?" }] },
  {
    title: "too late for its bound",
    flow: "tired",
    code: "NOT_IN_TIME",
    steps: [{ expect: "Still there?", within: 2 }],
  },
  {
    title: "an endless flow that says nothing",
    flow: "endless",
    code: "NOT_IN_TIME",
    steps: [{ expect: "Well?", timeLimit: 60 }],
  },
  {
    title: "attributes that come too late",
    flow: "steps",
    code: "NOT_IN_TIME",
    steps: [{ expect: { attributes: { stage: "waited" } }, timeLimit: 3 }],
  },
  {
    title: "attributes that come too late for their bound",
    flow: "steps",
    code: "NOT_IN_TIME",
    steps: [{ expect: { attributes: { stage: "waited" } }, within: 1 }],
  },
  {
    title: "attributes that come too late for the bound of a set",
    flow: "steps",
    code: "NOT_IN_TIME",
    steps: [{ expectAll: [{ event: "joined" }, { attributes: { stage: "waited" } }], within: 1 }],
  },
  {
    title: "attributes of a set that come too late, counted from the step before",
    flow: "tired and marked",
    code: "NOT_IN_TIME",
    steps: [{ expectAll: ["Still there?", { attributes: { stage: "late" } }], within: 5 }],
  },
  { title: "the chat ends before it comes", flow: "ends", code: "CHAT_ENDED", steps: [{ waitFor: "We are open." }] },
  {
    title: "the chat ends before an attribute comes",
    flow: "ends",
    code: "CHAT_ENDED",
    steps: [{ expect: { attributes: { a: "b" } } }],
  },
  {
    title: "the chat has ended before the customer says something",
    flow: "ends",
    code: "CHAT_ENDED",
    steps: [{ waitFor: { event: "ended" } }, { say: "Hello?" }],
  },
  {
    title: "the chat has ended and nobody has expected that",
    flow: "ends",
    code: "CHAT_ENDED",
    steps: [{ say: "Hello?" }],
  },
  {
    title: "the customer has left",
    flow: "welcome",
    code: "CHAT_ENDED",
    steps: [{ leave: true }, { choose: "Cards" }],
  },
  {
    title: "the chat's time is over",
    flow: "mute",
    code: "CHAT_ENDED",
    chatDurationInMinutes: 60,
    steps: [{ pause: 3600 }, { say: "Still there?" }],
  },
  {
    title: "a message that must never be seen",
    flow: "welcome",
    code: "FORBIDDEN",
    steps: [
      { never: { contains: "4711" } },
      { expect: welcome },
      { expect: ask },
      { say: "Hi" },
      { expect: { contains: "number" } },
    ],
  },
  {
    title: "a message that must never be seen, after the last step",
    flow: "welcome",
    code: "FORBIDDEN",
    steps: [{ never: { contains: "4711" } }, { say: "Hi" }],
  },
  {
    title: "an event that must never be seen",
    flow: "person",
    code: "FORBIDDEN",
    steps: [{ never: { event: "joined", role: "AGENT" } }, { waitFor: "I am Bea." }],
  },
  {
    title: "a queue that it must never come to",
    flow: "person",
    code: "FORBIDDEN",
    steps: [{ never: { queue: "Advisers" } }],
  },
  {
    title: "an attribute that it must never have",
    flow: "steps",
    code: "FORBIDDEN",
    steps: [{ never: { attributes: { stage: "waited" } } }, { pause: 6 }],
  },
  {
    title: "a flow that it must never come to",
    flow: "hands over",
    code: "FORBIDDEN",
    steps: [{ expect: welcome }, { never: { flow: "welcome" } }],
  },
  { title: "nothing to choose from", flow: "welcome", code: "NOTHING_TO_CHOOSE", steps: [{ choose: "Cards" }] },
  { title: "no such element", flow: "interactive", code: "NOTHING_TO_CHOOSE", steps: [{ choose: "Savings" }] },
  {
    title: "an element that two lists have",
    flow: "interactive",
    code: "NOTHING_TO_CHOOSE",
    steps: [
      { choose: "Cards" },
      { choose: "Debit" },
      { choose: "👍🏽 Yes" },
      { choose: "2026-10-31T17:00+00:00" },
      { choose: "Book" },
    ],
  },
  {
    title: "a link, which nobody can answer with",
    flow: "interactive",
    code: "NOTHING_TO_CHOOSE",
    steps: [
      { choose: "Cards" },
      { choose: "Debit" },
      { choose: "👍🏽 Yes" },
      { choose: "2026-10-31T17:00+00:00" },
      { choose: "Website" },
    ],
  },
  { title: "an element of a view", flow: "form", code: "NOTHING_TO_CHOOSE", steps: [{ choose: "Submit" }] },
  {
    title: "an action of what is no view",
    flow: "interactive",
    code: "NOTHING_TO_CHOOSE",
    steps: [{ choose: { action: "Submit" } }],
  },
  {
    title: "nothing to capture",
    flow: "welcome",
    code: "NOTHING_CAPTURED",
    steps: [{ expect: welcome, capture: { number: { pattern: "number (\\d+)" } } }],
  },
  {
    title: "nothing in the group to capture",
    flow: "welcome",
    code: "NOTHING_CAPTURED",
    steps: [{ expect: welcome, capture: { number: { pattern: "Bank(?: number (\\d+))?" } } }],
  },
  {
    title: "nothing comes, since it was said before",
    flow: "queues",
    code: "NOTHING_COMES",
    steps: [{ expect: "Your number is 12 in the line." }, { say: "Hi" }, { waitFor: { contains: "number is 12" } }],
  },
  {
    title: "an event that happened before",
    flow: "welcome",
    code: "NOT_IN_TIME",
    steps: [{ expect: { event: "joined" } }, { waitFor: { event: "joined", role: "CUSTOMER" } }],
  },
  { title: "a file that is not there", flow: "welcome", code: "FILE_UNREADABLE", steps: [{ attach: "absent.pdf" }] },
  { title: "an empty file", flow: "welcome", code: "REQUEST_REFUSED", steps: [{ attach: "/dev/null" }] },
  {
    title: "a message that is too long",
    flow: "welcome",
    code: "REQUEST_REFUSED",
    steps: [{ say: "x".repeat(16_385) }],
  },
  {
    title: "a call that the service refuses",
    flow: "welcome",
    code: "REQUEST_REFUSED",
    steps: [{ say: "Hi" }],
    faults: [["SendMessage", { error: "ValidationException" }]],
  },
  {
    title: "a call that the service refuses in a chat that goes on",
    flow: "welcome",
    code: "CONNECTION_REFUSED",
    steps: [{ say: "Hi" }],
    faults: [["SendMessage", { error: "AccessDeniedException" }]],
  },
  {
    title: "a socket that is dropped",
    flow: "welcome",
    code: "SOCKET_DROPPED",
    steps: [{ say: "Hi" }, { waitFor: { contains: "4711" } }],
    faults: [["frame MESSAGE", { close: 1011 }]],
    step: 1,
  },
  {
    title: "a chat that cannot be connected to",
    flow: "welcome",
    code: "CONNECTION_REFUSED",
    step: 0,
    steps: [{ say: "Hi" }],
    faults: [["CreateParticipantConnection", { error: "AccessDeniedException" }]],
  },
  {
    title: "more time than the whole may take",
    flow: "mute",
    code: "CONVERSATION_TIMEOUT",
    timeout: 1,
    steps: [{ reconnect: true }],
    faults: [["subscribe", "ignore"]],
    step: 0,
  },
  {
    title: "a contact that could not be ended either",
    flow: "welcome",
    code: "OTHER_MESSAGE",
    steps: [{ expect: "Guten Tag" }],
    faults: [
      ["DisconnectParticipant", { error: "AccessDeniedException" }],
      ["StopContact", { error: "AccessDeniedException", status: 403 }],
    ],
  },
  {
    title: "a contact that could not be ended",
    flow: "welcome",
    code: "CONTACT_NOT_ENDED",
    step: 0,
    steps: [{ expect: welcome }],
    faults: [
      ["DisconnectParticipant", { error: "AccessDeniedException" }],
      ["StopContact", { error: "AccessDeniedException", status: 403 }],
    ],
  },
];

describe("every way in which a conversation fails", () => {
  useStateFolder();
  const golden = new GoldenTexts(join(__dirname, "failures.golden.txt"));
  let bank: Bank;
  before(async () => {
    bank = await Bank.open();
  });
  after(async () => {
    golden.write();
    await bank[Symbol.asyncDispose]();
  });
  afterEach(() => bank.emulator.reset());

  const failing = async (conversation: Conversation, options: ConverseOptions = { folder: "/nowhere" }) => {
    const began = Date.now();
    const failure = await converse(conversation, bank.target, options).then(
      () => assert.fail("It holds."),
      (error: unknown) => error,
    );
    assert.ok(Date.now() - began < 5_000, "It took its time.");
    assert.ok(failure instanceof ConversationFailure, String(failure));
    return failure;
  };

  for (const { title, code, step, faults = [], ...conversation } of cases) {
    it(`tells of: ${title}`, async () => {
      for (const [at, fault, times] of faults) bank.emulator.once(at, fault, times);
      const open = bank.open.length;
      const failure = await failing({ name: title, attributes: { customerName: "Ada" }, ...conversation });
      assert.equal(failure.code, code, failure.message);
      const expected = step === 0 ? undefined : (step ?? conversation.steps.length);
      assert.equal(failure.details.step, expected);
      assert.ok(failure.message.startsWith(`${failure.verdict}\n`));
      assert.equal(bank.open.length - open, title.startsWith("a contact that could not be ended") ? 1 : 0);
      const [actual, kept] = golden.compared(title, failure.message);
      assert.equal(actual, kept);
    });
  }

  it("names file, line and column, and the variables of the step by their names", async () => {
    const text = [
      "flow: welcome",
      "attributes: { customerName: Ada }",
      "variables: { name: Bob }",
      "steps:",
      "  - never: { contains: error }",
      "  - expect:",
      "      contains: Hello {{name}}",
    ].join("\n");
    const read = conversationsIn(text, "bank.chat.yaml");
    assert.ok("conversations" in read);
    const [{ conversation, place } = assert.fail()] = read.conversations;
    const failure = await failing(conversation, { place });
    assert.deepEqual(failure.details.place, { file: "bank.chat.yaml", line: 6, column: 5 });
    const [actual, kept] = golden.compared("a step of a file", failure.message);
    assert.equal(actual, kept);
  });

  it("shows the end of a long talk", async () => {
    const chatter = Array.from({ length: 50 }, (_, index): Step => ({ say: `Word ${index}` }));
    const failure = await failing({ name: "long", flow: "mute", steps: [...chatter, { expect: "An answer" }] });
    assert.equal(failure.details.transcript.length, 51);
    assert.match(failure.message, /seen in the chat: \(11 earlier left out\)\n {2}\+\d+\.\d\d s CUSTOMER: Word 10\n/);
  });

  it("is all that is kept", () => {
    assert.deepEqual(golden.left, []);
  });
});
