import assert from "node:assert/strict";
import { Guard } from "../../provider/emulator/guard.js";
import { greeting } from "../flows.js";
import { contactFor, events } from "./contact-in-flow.js";

const fail = () => {
  throw new Error("broken");
};

describe("Guard", () => {
  it("ends the chat with SYSTEM_ERROR at an exception in a callback, a timer or a listener, and says why", () => {
    const ways: ((guard: Guard, made: ReturnType<typeof contactFor>) => void)[] = [
      (guard) => guard.callback(fail)(),
      (guard, { clock }) => {
        guard.clock.after(1000, "flow", fail);
        clock.advance(1000);
      },
      (guard, { chat }) => {
        guard.listen({ said: fail });
        chat.say(chat.customer, "text/plain", "x");
      },
      (guard, { chat }) => {
        guard.listen({ left: fail });
        const bot = chat.add("CUSTOM_BOT", "Bot");
        chat.join(bot);
        chat.leave(bot);
      },
    ];
    for (const [index, way] of ways.entries()) {
      const made = contactFor(greeting());
      const { chat, contact, clock } = made;
      const guard = new Guard(chat, () => ({ flow: "f", flowId: "f-1", action: "a", type: "Wait" }));
      way(guard, made);
      assert.equal(chat.ended?.reason, "SYSTEM_ERROR", String(index));
      assert.deepEqual(contact.trace, [
        {
          time: clock.now(),
          contactId: contact.id,
          flow: "f",
          flowId: "f-1",
          action: "a",
          type: "Wait",
          parameters: {},
          result: "internal error",
          warnings: ["broken"],
        },
      ]);
      assert.equal(events(contact).at(-1), "chat.ended");
    }
  });

  it("changes nothing for what works, and can be stopped", () => {
    const { chat, clock } = contactFor(greeting());
    const guard = new Guard(chat);
    const heard: string[] = [];
    guard.callback((text: string) => heard.push(text))("called");
    const stop = guard.listen({ said: ({ Content = "" }) => heard.push(Content) });
    const cancel = guard.clock.after(1000, "flow", () => heard.push("late"));
    assert.equal(guard.clock.now(), clock.now());
    chat.say(chat.customer, "text/plain", "x");
    stop();
    cancel();
    chat.say(chat.customer, "text/plain", "y");
    clock.advance(1000);
    assert.deepEqual(heard, ["called", "x"]);
    assert.equal(chat.ended, undefined);
  });

  it("says nothing of what fails after the end", () => {
    const { chat, contact } = contactFor(greeting());
    chat.end("API");
    new Guard(chat).callback(fail)();
    assert.deepEqual(contact.trace, []);
    assert.equal(chat.ended?.reason, "API");
  });

  it("takes what is thrown and is no error by its text", () => {
    const { chat, contact } = contactFor(greeting());
    new Guard(chat).fail("no words");
    assert.deepEqual(contact.trace[0]?.warnings, ["no words"]);
    assert.equal(contact.trace[0]?.flow, "greeting");
  });
});
