import assert from "node:assert/strict";
import type { Socket } from "../../provider/emulator/participant.js";
import { greeting } from "../flows.js";
import { contactFor } from "./contact-in-flow.js";

const silent: Socket = { send: () => {}, close: () => {} };

describe("Participant", () => {
  it("is active from joining to leaving, and the flow's own voice never", () => {
    const { chat } = contactFor(greeting());
    const bot = chat.add("CUSTOM_BOT", "Bot");
    const states = [bot.active];
    chat.join(bot);
    states.push(bot.active);
    chat.leave(bot);
    states.push(bot.active);
    assert.deepEqual(states, [false, true, false]);
    chat.join(chat.system);
    assert.equal(chat.system.active, false);
  });

  it("is admitted until leaving, or until the chat is over", () => {
    const { chat } = contactFor(greeting());
    const bot = chat.add("CUSTOM_BOT", "Bot");
    assert.equal(bot.admitted, true);
    chat.join(bot);
    chat.leave(bot);
    assert.equal(bot.admitted, false);
    assert.equal(chat.customer.admitted, true);
    chat.end("API");
    assert.equal(chat.customer.admitted, false);
  });

  it("listens by a socket that has subscribed", () => {
    const { chat } = contactFor(greeting());
    const { customer } = chat;
    const states = [customer.listens];
    const state = { subscribed: false };
    customer.sockets.set(silent, state);
    states.push(customer.listens);
    state.subscribed = true;
    states.push(customer.listens);
    assert.deepEqual(states, [false, false, true]);
  });

  it("goes with the chat from contact to contact", () => {
    const { chat, contact } = contactFor(greeting());
    assert.equal(chat.customer.contact, contact);
    const next = chat.next(contact.flow, "TRANSFER");
    assert.equal(chat.customer.contact, next);
  });
});
