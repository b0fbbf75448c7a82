import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConnectClient, CreateParticipantCommand } from "@aws-sdk/client-connect";
import {
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  SendEventCommand,
  SendMessageCommand,
} from "@aws-sdk/client-connectparticipant";
import type { Conversation } from "../../provider/conversation/conversation.js";
import { converse, open } from "../../provider/conversation/converse.js";
import type { Step } from "../../provider/conversation/step.js";
import { Bank, talk } from "./bank.js";

const welcome = "Hello Ada, welcome to Example Bank.";
const eventPrefix = "application/vnd.amazonaws.connect.event.";
const response = "application/vnd.amazonaws.connect.message.interactive.response";

interface Case extends Omit<Conversation, "steps"> {
  readonly title: string;
  readonly flow: string;
  readonly steps: readonly Step[];
}

const cases: readonly Case[] = [
  {
    title: "messages as they come, said and answered",
    flow: "welcome",
    steps: [
      { expect: welcome },
      { expect: "What can I do for you?" },
      { say: "My number" },
      { expect: "Your number is 4711." },
      { say: "Thanks", markdown: true },
      { expect: "Goodbye!" },
      { expect: { event: "ended" } },
    ],
  },
  {
    title: "matchers of texts: contains, pattern with flags, a part of a message",
    flow: "welcome",
    steps: [
      { expect: { contains: "welcome to" } },
      { expect: { pattern: "^WHAT .* you\\?$", flags: "i" } },
      { say: "My number" },
      {
        expect: {
          role: "SYSTEM",
          displayName: "SYSTEM_MESSAGE",
          contentType: "text/plain",
          content: { contains: "4711" },
        },
      },
    ],
  },
  { title: "a message after others", flow: "welcome", steps: [{ waitFor: { contains: "What can" } }] },
  {
    title: "messages in any order, where one fits more than one expectation",
    flow: "welcome",
    steps: [{ expectAll: [{ pattern: "." }, welcome] }, { say: "Hi" }, { expectAll: ["Your number is 4711."] }],
  },
  {
    title: "messages and events in any order",
    flow: "welcome",
    steps: [{ expectAll: ["What can I do for you?", { event: "joined", role: "CUSTOMER" }, welcome] }],
  },
  {
    title: "messages and what becomes of the contact",
    flow: "welcome",
    steps: [{ expectAll: [{ attributes: { customerName: "Ada" } }, welcome, { pattern: "What" }] }],
  },
  {
    title: "what is never seen",
    flow: "welcome",
    steps: [
      { never: { contains: "error" } },
      { never: { event: "left" } },
      { never: { role: "AGENT" } },
      { never: { queue: "Advisers" } },
      { never: { attributes: { customerName: "Bob" } } },
      { never: { flow: "person" } },
      { expect: welcome },
      { say: "Hi" },
      { waitFor: { contains: "4711" } },
    ],
  },
  {
    title: "what was seen before it must never be seen",
    flow: "welcome",
    steps: [{ expect: welcome }, { never: welcome }, { expect: { contains: "What" } }],
  },
  {
    title: "events: who joins and leaves, and the end",
    flow: "person",
    steps: [
      { expect: { event: "joined", role: "CUSTOMER" } },
      { expect: "One moment, please." },
      { expect: { event: "joined", role: "AGENT" }, within: 3 },
      { expect: { role: "AGENT", displayName: "Bea", content: "I am Bea." }, within: 1 },
      { say: "Hello Bea" },
      { expect: "I see.", within: 2 },
      { expect: { event: "left", role: "AGENT" }, within: 2 },
      { waitFor: { event: "ended" } },
    ],
  },
  {
    title: "a queue and the flows that a contact came to",
    flow: "person",
    steps: [{ expect: { queue: "Advisers", flow: "person" } }, { expect: { queue: { contains: "visers" } } }],
  },
  {
    title: "a flow that another one hands over to",
    flow: "hands over",
    steps: [{ expect: welcome }, { expect: { flow: "welcome" } }, { never: { flow: "ends" } }],
  },
  {
    title: "attributes, at once and after a time",
    flow: "steps",
    steps: [
      { expect: { attributes: { stage: "asked", tier: { pattern: "^g" } } } },
      { expect: { attributes: { stage: "waited", customerName: "Ada" } } },
    ],
  },
  {
    title: "attributes in time, also in a set and beyond the step's ordinary limit",
    flow: "steps",
    stepTimeLimit: 1,
    steps: [
      { expect: { attributes: { stage: "asked" } }, within: 0 },
      { expectAll: [{ event: "joined" }, { attributes: { stage: "waited" } }], within: 5 },
    ],
  },
  {
    title: "choices of every template",
    flow: "interactive",
    steps: [
      {
        expect: { interactive: { template: "ListPicker", title: { contains: "about" }, elements: ["Loans", "Cards"] } },
      },
      { choose: "Loans" },
      { expect: { interactive: { template: "Panel", elements: [{ pattern: "^D" }] } } },
      { choose: "Cre\u0301dit" },
      { expect: { interactive: { template: "QuickReply" } } },
      { choose: "👍🏽 Yes" },
      { expect: { interactive: { template: "TimePicker", elements: ["2026-11-01T09:00+00:00"] } } },
      { choose: "2026-11-01T09:00+00:00" },
      { expect: { interactive: { template: "Carousel", title: "Branches", elements: ["Book", "Website"] } } },
      { choose: { element: "Book", list: "Paris" } },
      { expect: "Thank you for your answers." },
    ],
  },
  {
    title: "choices that nobody expected before",
    flow: "interactive",
    steps: [
      { choose: "More" },
      { choose: "Debit" },
      { choose: "نعم" },
      { choose: "2026-10-31T17:00+00:00" },
      { choose: "Berlin map" },
      { expect: { contains: "Thank you" } },
    ],
  },
  {
    title: "a view's action with what the form holds",
    flow: "form",
    variables: { amount: 12 },
    steps: [
      { expect: { interactive: { template: "ViewResource" } } },
      { choose: { action: "Submit", data: { amount: "{{amount}}", note: "n° {{amount}}" } } },
      { expect: "A refund of 12 is on its way." },
    ],
  },
  {
    title: "variables that are given, of a row and captured",
    flow: "welcome",
    variables: { who: "Ada", bank: "Example.Bank" },
    steps: [
      {
        expect: { pattern: "Hello {{who}}, welcome to .*" },
        capture: { all: true, last: { pattern: "(\\w+)\\.$" }, first: { pattern: "^\\w+" } },
      },
      { never: { pattern: "{{bank}}" } },
      { say: "{{first}} {{ last }}: {{all}}" },
      { waitFor: { contains: "number" }, capture: { number: { pattern: "(\\d+)" } } },
      { say: "{{number}}" },
    ],
  },
  {
    title: "parts of JSON",
    flow: "json",
    variables: { total: 42 },
    steps: [{ expect: { content: { order: { id: "A-17", total: "{{total}}" }, lines: [{ name: "Cafe\u0301" }] } } }],
  },
  {
    title: "any language and script",
    flow: "polyglot",
    steps: [
      { expect: "مرحبا بك، رقمك هو ٤٧١١" },
      { expect: { contains: "示例" } },
      { expect: "Café au lait" },
      { expect: { pattern: "^👨‍👩‍👧 are \\p{L}+$", flags: "u" } },
      { say: "שלום 👋🏽 𝔘𝔫𝔦" },
    ],
  },
  {
    title: "typing, a pause and a leave",
    flow: "tired",
    steps: [
      { type: true },
      { pause: 3 },
      { expect: "Still there?", within: 1 },
      { leave: true },
      { expect: { event: "ended" } },
    ],
  },
  {
    title: "a new connection, with what was said meanwhile",
    flow: "welcome",
    steps: [
      { expect: welcome },
      { reconnect: true },
      { expect: { contains: "What" } },
      { say: "Hi" },
      { expect: { contains: "4711" } },
    ],
  },
  {
    title: "half an hour in no time, where it has that long",
    flow: "slow",
    steps: [{ expect: "Still there?", timeLimit: 1800, within: 1800 }],
  },
  {
    title: "half an hour that a bound alone allows",
    flow: "slow",
    steps: [{ expect: "Still there?", within: 1801 }],
  },
  {
    title: "a leave of a chat that is over",
    flow: "ends",
    steps: [{ waitFor: { event: "ended" } }, { leave: true }, { leave: true }],
  },
  {
    title: "the end of a chat that the flow ends, and what became of its contact",
    flow: "ends",
    steps: [
      { expect: "We are closed." },
      { waitFor: { event: "ended" } },
      { pause: 1 },
      { expect: { attributes: { customerName: "Ada" } } },
    ],
  },
  {
    title: "a first message of the customer",
    flow: "welcome",
    initialMessage: { content: "I am here" },
    participantDetails: { displayName: "Ada Lovelace" },
    chatDurationInMinutes: 90,
    steps: [{ expect: { event: "joined" } }, { expect: welcome }],
  },
];

describe("a talk on the emulator holds", () => {
  let bank: Bank;
  before(async () => {
    bank = await Bank.open();
  });
  after(() => bank[Symbol.asyncDispose]());
  afterEach(() => assert.deepEqual(bank.open, []));

  for (const { title, ...conversation } of cases) {
    it(`for ${title}`, async () => {
      const began = Date.now();
      await converse({ name: title, attributes: { customerName: "Ada" }, ...conversation }, bank.target, {
        row: { row: "a cell" },
      });
      assert.ok(Date.now() - began < 5_000);
    });
  }

  const messagesOf = (contactId: string, role: string) =>
    bank.emulator
      .contacts()
      .find(({ id }) => id === contactId)
      ?.items.filter(({ Type, ParticipantRole }) => Type === "MESSAGE" && ParticipantRole === role)
      .map(({ ContentType, Content }) => [ContentType, Content]) ?? [];

  it("says in markdown where it is asked to", async () => {
    const { contactId } = await converse(talk("welcome", { say: "*Hi*", markdown: true }, { say: "Hi" }), bank.target);
    assert.deepEqual(messagesOf(contactId, "CUSTOMER"), [
      ["text/markdown", "*Hi*"],
      ["text/plain", "Hi"],
    ]);
  });

  it("chooses as Amazon Connect's own chat window does", async () => {
    const steps: readonly Step[] = [
      { choose: "More" },
      { choose: "Crédit" },
      { choose: "نعم" },
      { choose: "2026-10-31T17:00+00:00" },
      { choose: { element: "Book", list: "Paris" } },
    ];
    const { contactId } = await converse(talk("interactive", ...steps), bank.target);
    const more = {
      version: "1.0",
      data: {
        actionName: "SHOW_MORE",
        preIndex: 0,
        nextIndex: 2,
        listId: "topics",
        templateType: "ListPicker",
        referenceId: "r-1",
      },
      action: "SHOW_MORE",
    };
    assert.deepEqual(messagesOf(contactId, "CUSTOMER"), [
      [response, JSON.stringify(more)],
      ["text/plain", "Crédit"],
      ["text/plain", "نعم"],
      ["text/plain", "2026-10-31T17:00+00:00"],
      ["text/plain", '{"templateIdentifier":"paris","listTitle":"Paris","selectionText":"Book"}'],
    ]);
  });

  it("sends a file, by its path beside the conversation's own", async () => {
    const folder = mkdtempSync(join(tmpdir(), "chat-check-attach-"));
    writeFileSync(join(folder, "proof.txt"), "It is true.");
    try {
      const steps: readonly Step[] = [{ expect: welcome }, { attach: "proof.txt" }, { say: "There" }];
      const { contactId, transcript } = await converse(talk("welcome", ...steps), bank.target, { folder });
      const items = bank.emulator.contacts().find(({ id }) => id === contactId)?.items ?? [];
      const [attachment] = items.flatMap(({ Attachments = [] }) => Attachments);
      assert.deepEqual(
        [attachment?.AttachmentName, attachment?.ContentType, attachment?.Status],
        ["proof.txt", "text/plain", "APPROVED"],
      );
      assert.ok(transcript.some(({ role, content }) => role === "CUSTOMER" && content === "proof.txt"));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("tells its whole transcript, its time and what became of the contact", async () => {
    const held = await converse(
      talk("welcome", { waitFor: { contains: "What" } }, { say: "Hi" }, { expect: { contains: "4711" } }),
      bank.target,
    );
    assert.deepEqual(
      held.transcript.map(
        ({ role, contentType, content }) => `${role} ${content || contentType.replace(eventPrefix, "")}`,
      ),
      [
        "CUSTOMER participant.joined",
        `SYSTEM ${welcome}`,
        "SYSTEM What can I do for you?",
        "CUSTOMER Hi",
        "SYSTEM Your number is 4711.",
      ],
    );
    assert.deepEqual(held.state?.attributes, { customerName: "Ada" });
    assert.deepEqual(held.state?.flows, ["welcome"]);
    assert.ok(held.duration >= 0);
    assert.equal(held.skipped, undefined);
  });

  it("hears somebody else's program, in its own time", async () => {
    const { emulator } = bank;
    const settings = {
      endpoint: emulator.url,
      region: emulator.region,
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
    };
    const connect = new ConnectClient(settings);
    const participant = new ConnectParticipantClient(settings);
    const chat = await open({ name: "with a bot", flow: "mute", stepTimeLimit: 3 }, bank.target);
    try {
      const { ParticipantCredentials } = await connect.send(
        new CreateParticipantCommand({
          InstanceId: emulator.instanceId,
          ContactId: chat.contactId,
          ParticipantDetails: { ParticipantRole: "CUSTOM_BOT", DisplayName: "Bot" },
        }),
      );
      const { ConnectionCredentials } = await participant.send(
        new CreateParticipantConnectionCommand({
          ParticipantToken: ParticipantCredentials?.ParticipantToken,
          Type: ["CONNECTION_CREDENTIALS"],
          ConnectParticipant: true,
        }),
      );
      const { ConnectionToken } = ConnectionCredentials ?? {};
      const told = (event: string, messageId?: string) =>
        participant.send(
          new SendEventCommand({
            ConnectionToken,
            ContentType: `${eventPrefix}${event}`,
            Content: messageId && JSON.stringify({ messageId }),
          } as ConstructorParameters<typeof SendEventCommand>[0]),
        );
      const said = async () => {
        const item = emulator
          .contacts()
          .find(({ id }) => id === chat.contactId)
          ?.items.find(({ Content }) => Content === "Anybody?");
        return item?.Id ?? "";
      };
      await chat.talk.step({ expect: { event: "joined", role: "CUSTOM_BOT" } });
      await chat.talk.step({ say: "Anybody?" });
      const answering = (async () => {
        await told("typing");
        await told("message.delivered", await said());
        await told("message.read", await said());
        await participant.send(
          new SendMessageCommand({ ConnectionToken, ContentType: "text/plain", Content: "I am a bot" }),
        );
      })();
      await chat.talk.step({ expect: { event: "typing", role: "CUSTOM_BOT" } });
      await chat.talk.step({ expect: { event: "read" } });
      await chat.talk.step({ expect: { event: "delivered" } });
      await chat.talk.step({ expect: { role: "CUSTOM_BOT", content: "I am a bot" } });
      await answering;
      await chat.talk.finish();
    } finally {
      await chat.close();
      connect.destroy();
      participant.destroy();
    }
  });
});
