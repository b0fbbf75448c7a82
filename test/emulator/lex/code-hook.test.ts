import assert from "node:assert/strict";
import fc from "fast-check";
import { applied, codeHookEvent } from "../../../provider/emulator/lex/code-hook.js";
import { LexSession } from "../../../provider/emulator/lex/session.js";
import { menuBot } from "../bots.js";

function asked(text = "refund for 50"): LexSession {
  const session = new LexSession(menuBot, { from: "block" });
  session.hear(text);
  return session;
}

describe("codeHookEvent", () => {
  it("has the shape of Lex V2: what was said, the intent with its slots, and what the bot would do next", () => {
    const event = codeHookEvent(asked(), "refund for 50", "contact-1", "bot-1");
    assert.equal(event.messageVersion, "1.0");
    assert.equal(event.invocationSource, "DialogCodeHook");
    assert.equal(event.inputMode, "Text");
    assert.equal(event.inputTranscript, "refund for 50");
    assert.equal(event.sessionId, "contact-1");
    assert.deepEqual(event.bot, { id: "bot-1", name: "Menu", aliasId: "EMULATED", localeId: "en_US", version: "1" });
    assert.deepEqual(event.sessionState.sessionAttributes, { from: "block", shop: "main" });
    assert.deepEqual(event.sessionState.intent, {
      name: "Refund",
      state: "InProgress",
      confirmationState: "None",
      slots: {
        order: { shape: "Scalar", value: { originalValue: "50", interpretedValue: "50", resolvedValues: ["50"] } },
        size: null,
        reason: null,
      },
    });
    assert.deepEqual(event.interpretations[0]?.intent, event.sessionState.intent);
    assert.deepEqual(event.proposedNextState, { dialogAction: { type: "ElicitSlot", slotToElicit: "size" } });
  });

  it("asks for the fulfilment when the intent is ready", () => {
    const session = asked("agent");
    session.next();
    const event = codeHookEvent(session, "agent", "c", "b");
    assert.equal(event.invocationSource, "FulfillmentCodeHook");
    assert.equal(event.sessionState.intent.state, "ReadyForFulfillment");
    assert.deepEqual(event.interpretations[0], {
      intent: event.sessionState.intent,
      sentimentResponse: { sentiment: "NEGATIVE" },
      nluConfidence: 1,
    });
  });
});

describe("applied", () => {
  it("leaves the next step to the bot at Delegate, at nothing, and at nonsense", () => {
    for (const answer of [
      undefined,
      null,
      {},
      "x",
      [],
      { sessionState: { dialogAction: { type: "Delegate" } } },
      { sessionState: 5 },
    ]) {
      const session = asked();
      assert.equal(applied(session, answer), undefined);
      assert.equal(session.intent?.name, "Refund");
    }
  });

  it("takes over attributes, slots, intent and state", () => {
    const session = asked();
    const answer = {
      sessionState: {
        sessionAttributes: { tool: "Escalate", count: 3 },
        intent: {
          name: "Refund",
          state: "Failed",
          slots: { order: { value: { interpretedValue: "99" } }, size: null, reason: { value: {} } },
        },
        dialogAction: { type: "Close" },
      },
      messages: [{ contentType: "PlainText", content: "Sorry" }, { contentType: "ImageResponseCard" }, "x"],
    };
    assert.deepEqual(applied(session, answer), { messages: ["Sorry"], action: { type: "Close" } });
    assert.deepEqual(session.attributes, { tool: "Escalate", count: "3" });
    assert.deepEqual(session.slots, { order: "99", size: undefined, reason: undefined });
    assert.equal(session.state, "Failed");
  });

  it("asks for a slot with the hook's words, or with the bot's", () => {
    const ask = (messages: object[]) => {
      const session = asked();
      const turn = applied(session, {
        sessionState: { dialogAction: { type: "ElicitSlot", slotToElicit: "order" } },
        messages,
      });
      session.hear("77");
      return [turn?.messages, session.slots.order];
    };
    assert.deepEqual(ask([{ content: "Really 50?" }]), [["Really 50?"], "77"]);
    assert.deepEqual(ask([]), [["Which order?"], "77"]);
  });

  it("asks for another intent", () => {
    const session = asked();
    assert.deepEqual(
      applied(session, {
        sessionState: { dialogAction: { type: "ElicitIntent" } },
        messages: [{ content: "What else?" }],
      }),
      {
        messages: ["What else?"],
        action: { type: "ElicitIntent" },
      },
    );
    session.hear("agent");
    assert.equal(session.intent?.name, "TalkToAgent");
  });

  it("takes any JSON for an answer, without an error", () => {
    const part = fc.oneof(fc.jsonValue(), fc.constantFrom("Close", "ElicitSlot", "Refund", "Failed", null));
    const state = fc.record({
      dialogAction: fc.record({ type: part, slotToElicit: part }),
      intent: fc.record({ name: part, slots: part, state: part }),
      sessionAttributes: part,
    });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ sessionState: state, messages: part })), (answer) => {
        const session = asked();
        applied(session, answer);
        session.hear("50");
        session.next();
      }),
    );
  });
});
