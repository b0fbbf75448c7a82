import assert from "node:assert/strict";
import { textMatches } from "../../provider/emulator/agent-session.js";
import type { AgentStep } from "../../provider/emulator/instance/definition.js";
import { events } from "./contact-in-flow.js";
import { queueChat } from "./queue-chat.js";
import { agent, staffed } from "./staff.js";

/** A chat whose agent has just come. */
function talking(...script: readonly AgentStep[]) {
  const run = queueChat({ definition: staffed(agent(...script)) });
  run.clock.advance(0);
  const { chat } = run;
  return {
    ...run,
    say: (text: string) => chat.say(chat.customer, "text/plain", text),
    heard: () =>
      chat.items
        .filter(({ ParticipantRole, Type }) => ParticipantRole === "AGENT" && Type === "MESSAGE")
        .map(({ Content }) => Content),
  };
}

describe("AgentSession", () => {
  it("joins under the agent's name, and stays without a script", () => {
    const { chat, clock } = talking();
    clock.advance(3_600_000);
    const joined = chat.items.at(-1);
    assert.deepEqual([joined?.DisplayName, joined?.ParticipantRole], ["Ada Lovelace", "AGENT"]);
    assert.equal(chat.ended, undefined);
  });

  it("says its messages one after the other, each in its time", () => {
    const { heard, clock, chat } = talking(
      { say: "One" },
      { say: "**Two**", contentType: "text/markdown", afterSeconds: 5 },
    );
    assert.deepEqual(heard(), ["One"]);
    clock.advance(4999);
    assert.deepEqual(heard(), ["One"]);
    clock.advance(1);
    assert.deepEqual(heard(), ["One", "**Two**"]);
    assert.equal(chat.items.at(-1)?.ContentType, "text/markdown");
  });

  it("waits for the customer's next message", () => {
    const { heard, say, clock } = talking(
      { waitFor: "message" },
      { say: "Aha" },
      { waitFor: "message" },
      { say: "Oho" },
    );
    clock.advance(3_600_000);
    assert.deepEqual(heard(), []);
    say("x");
    clock.advance(0);
    assert.deepEqual(heard(), ["Aha"]);
    say("y");
    clock.advance(0);
    assert.deepEqual(heard(), ["Aha", "Oho"]);
  });

  it("waits for a message that matches, or until its time is over", () => {
    const { heard, say, clock } = talking(
      { waitFor: { message: { contains: "order" } }, timeLimitSeconds: 60 },
      { say: "Go on" },
      { waitFor: { message: { pattern: "^\\d+$" } }, timeLimitSeconds: 60 },
      { say: "Thanks" },
    );
    say("hello");
    clock.advance(0);
    assert.deepEqual(heard(), []);
    say("my order");
    clock.advance(0);
    assert.deepEqual(heard(), ["Go on"]);
    clock.advance(59_999);
    assert.deepEqual(heard(), ["Go on"]);
    clock.advance(1);
    assert.deepEqual(heard(), ["Go on", "Thanks"]);
  });

  it("leaves", () => {
    const { chat } = talking({ leave: true });
    assert.equal(chat.ended?.reason, "AGENT_DISCONNECT");
    assert.deepEqual(events(chat.contact).slice(-2), ["participant.left", "chat.ended"]);
  });

  it("does nothing more when the chat is over", () => {
    for (const script of [
      [{ say: "Late", afterSeconds: 5 }],
      [{ waitFor: "message" as const, timeLimitSeconds: 5 }, { say: "Late" }],
    ]) {
      const { heard, chat, clock } = talking(...script);
      chat.leave(chat.customer);
      clock.advance(60_000);
      assert.deepEqual(heard(), []);
    }
  });

  it("ends this chat alone when what the script says cannot be", () => {
    const { chat, say } = talking({ waitFor: { message: { pattern: "(" } } });
    say("anything");
    assert.equal(chat.ended?.reason, "SYSTEM_ERROR");
    assert.equal(chat.contact.trace.at(-1)?.result, "internal error");
    assert.match(chat.contact.trace.at(-1)?.warnings[0] ?? "", /Invalid regular expression/);
  });
});

describe("textMatches", () => {
  it("is equality but for outer white space, a part, or a pattern", () => {
    assert.equal(textMatches(" Yes ", "Yes"), true);
    assert.equal(textMatches("Yes", "yes"), false);
    assert.equal(textMatches({ contains: "es" }, "Yes"), true);
    assert.equal(textMatches({ pattern: "^y", flags: "i" }, "Yes"), true);
    assert.equal(textMatches({ pattern: "^y" }, "Yes"), false);
  });

  it("begins anew each time, whatever its flags say", () => {
    const matcher = { pattern: "e", flags: "gy" };
    assert.deepEqual([textMatches(matcher, "Yes"), textMatches(matcher, "Yes")], [true, true]);
  });
});
