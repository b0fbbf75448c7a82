import assert from "node:assert/strict";
import { Guard } from "../../../provider/emulator/guard.js";
import type { LexBotDefinition } from "../../../provider/emulator/instance/definition.js";
import { interactiveMessage } from "../../../provider/emulator/interactive.js";
import { LexConversation, voiceOf } from "../../../provider/emulator/lex/conversation.js";
import { greeting } from "../../flows.js";
import { menuBot } from "../bots.js";
import { contactFor } from "../contact-in-flow.js";

function talking(bot: LexBotDefinition, supported = ["text/plain"], hooks: Parameters<typeof contactFor>[1] = {}) {
  const { contact, chat, clock, identifiers, instance } = contactFor(greeting(), {
    definition: { lex: [bot] },
    request: { SupportedMessagingContentTypes: supported },
    ...hooks,
  });
  const ends: string[] = [];
  const found = instance.lex.named(bot.name);
  assert.ok(found);
  const conversation = new LexConversation(
    found,
    {},
    { contact, identifiers, guard: new Guard(chat) },
    () => ends.push("closed"),
    (reason) => ends.push(reason),
  );
  return { contact, chat, clock, conversation, ends };
}

describe("LexConversation", () => {
  it("speaks as the system, under the name BOT, as one participant", () => {
    const { conversation, chat, contact } = talking(menuBot);
    conversation.hear("refund");
    conversation.hear("50");
    const [first, second] = chat.items;
    assert.deepEqual([first?.ParticipantRole, first?.DisplayName], ["SYSTEM", "BOT"]);
    assert.equal(first?.ParticipantId, second?.ParticipantId);
    assert.equal(voiceOf(contact).id, first?.ParticipantId);
    assert.notEqual(first?.ParticipantId, chat.system.id);
  });

  it("says an interactive message as one, where the chat supports it", () => {
    const picker = JSON.stringify({
      templateType: "ListPicker",
      version: "1.0",
      data: { content: { title: "What?", elements: [{ title: "Sales" }] } },
    });
    const bot = { name: "b", intents: [{ name: "X", utterances: ["x"], says: picker }] };
    const typeIn = (supported: string[]) => {
      const { conversation, chat } = talking(bot, supported);
      conversation.hear("x");
      return chat.items[0]?.ContentType;
    };
    assert.equal(typeIn(["text/plain", interactiveMessage]), interactiveMessage);
    assert.equal(typeIn(["text/plain"]), "text/plain");
  });

  it("is closed once", () => {
    const { conversation, ends } = talking(menuBot);
    conversation.hear("agent");
    assert.deepEqual(ends, ["closed"]);
    assert.deepEqual([conversation.session.intent?.name, conversation.session.state], ["TalkToAgent", "Fulfilled"]);
  });

  it("fails with a code hook that is no function of the instance, or fails", () => {
    const missing = talking({ ...menuBot, codeHook: { lambda: "none" } });
    missing.conversation.hear("agent");
    assert.deepEqual(missing.ends, ["The bot's code hook is no function of the instance."]);
    const failing = talking({ ...menuBot, codeHook: { lambda: "f" } }, undefined, {
      definition: {
        lex: [{ ...menuBot, codeHook: { lambda: "f" } }],
        lambda: [{ name: "f", error: { message: "no table" } }],
      },
    });
    failing.conversation.hear("agent");
    assert.deepEqual(failing.ends, ["Error: no table"]);
  });

  it("asks the code hook again for the fulfilment, and not where it has closed the intent itself", () => {
    const bot = { ...menuBot, codeHook: { lambda: "f" } };
    const closing = {
      sessionState: { dialogAction: { type: "Close" }, intent: { state: "Fulfilled", name: "TalkToAgent" } },
      messages: [{ content: "Done" }],
    };
    const saidIn = (answers: object[]) => {
      const { conversation, chat, ends } = talking(bot, undefined, {
        definition: { lex: [bot], lambda: [{ name: "f", answers: answers as { answer: unknown }[] }] },
      });
      conversation.hear("agent");
      return [chat.items.map(({ Content }) => Content), ends];
    };
    assert.deepEqual(saidIn([{ answer: closing }]), [["Done"], ["closed"]]);
    const atFulfilment = { when: { event: { invocationSource: "FulfillmentCodeHook" } }, answer: closing };
    assert.deepEqual(saidIn([atFulfilment, { answer: {} }]), [["Done"], ["closed"]]);
    assert.deepEqual(saidIn([{ answer: {} }]), [["One moment."], ["closed"]]);
  });

  it("goes on where the code hook asks for more at the fulfilment", () => {
    const bot = { ...menuBot, codeHook: { lambda: "f" } };
    const more = { sessionState: { dialogAction: { type: "ElicitIntent" } }, messages: [{ content: "What else?" }] };
    const { conversation, chat, ends } = talking(bot, undefined, {
      definition: {
        lex: [bot],
        lambda: [
          {
            name: "f",
            answers: [
              { when: { event: { invocationSource: "FulfillmentCodeHook", inputTranscript: "agent" } }, answer: more },
              { answer: {} },
            ],
          },
        ],
      },
    });
    conversation.hear("agent");
    conversation.hear("tomatoes");
    assert.deepEqual(
      chat.items.map(({ Content }) => Content),
      ["What else?"],
    );
    assert.deepEqual(ends, ["closed"]);
  });

  it("says and asks nothing more when it is stopped", () => {
    const bot = { ...menuBot, codeHook: { lambda: "f" } };
    const { conversation, chat, ends, clock } = talking(bot, undefined, {
      definition: { lex: [bot], lambda: [{ name: "f", answer: {}, takesSeconds: 2 }] },
    });
    conversation.hear("refund");
    conversation.hear("50");
    conversation.stop();
    clock.advance(60_000);
    assert.deepEqual([chat.items, ends], [[], []]);
  });

  it("leaves no call behind when the hook is asked twice for one message", () => {
    const bot = { ...menuBot, codeHook: { lambda: "f" } };
    const { conversation, ends, clock } = talking(bot, undefined, {
      definition: {
        lex: [bot],
        lambda: [
          {
            name: "f",
            answers: [
              { when: { event: { invocationSource: "FulfillmentCodeHook" } }, answer: {}, takesSeconds: 5 },
              { answer: {} },
            ],
          },
        ],
      },
    });
    conversation.hear("agent");
    conversation.stop();
    clock.advance(60_000);
    assert.deepEqual(ends, []);
  });
});
