import assert from "node:assert/strict";
import type { Chat } from "../../provider/emulator/chat.js";
import { type Clock, manualClock } from "../../provider/emulator/clock.js";
import type { InstanceDefinition } from "../../provider/emulator/instance/definition.js";
import { interactiveMessage, interactiveResponse } from "../../provider/emulator/interactive.js";
import { type ActionJson, action, say, wait } from "../flows.js";
import { aliasArn, menuBot } from "./bots.js";
import { queueChat } from "./queue-chat.js";
import { agent, staffed } from "./staff.js";

/** A manual clock that knows how many of its timers are still to come. */
function countingClock() {
  const clock = manualClock();
  let open = 0;
  const after: Clock["after"] = (milliseconds, kind, act) => {
    let over = false;
    const close = () => {
      if (!over) open -= 1;
      over = true;
    };
    open += 1;
    const cancel = clock.after(milliseconds, kind, () => {
      close();
      act();
    });
    return () => {
      close();
      cancel();
    };
  };
  return { ...clock, after, open: () => open };
}

const definition: InstanceDefinition = {
  ...staffed({
    ...agent({ say: "Hello", afterSeconds: 20 }, { waitFor: "message", timeLimitSeconds: 600 }),
    acceptsAfterSeconds: 10,
  }),
  lambda: [
    { name: "slow", answer: {}, takesSeconds: 5 },
    { name: "hook", answer: {}, takesSeconds: 5 },
  ],
  lex: [{ ...menuBot, codeHook: { lambda: "hook" } }],
};
const end = action("end", "EndFlowExecution");
const pause = (id = "pause") => action(id, "Wait", { TimeLimitSeconds: "60", Events: ["CustomerReturned"] });
const lambda = (parameters: Readonly<Record<string, string>>) =>
  action("it", "InvokeLambdaFunction", { LambdaFunctionARN: "slow", ...parameters });

interface Situation {
  readonly first?: readonly ActionJson[];
  readonly hooks?: Readonly<Record<string, readonly ActionJson[]>>;
  /** Seconds after which it has come to this. */
  readonly after?: number;
  readonly say?: string;
}

const situations: Readonly<Record<string, Situation>> = {
  "in a Wait": { first: [pause()] },
  "in what goes on during a Wait": {
    first: [
      {
        ...action("it", "Wait", { TimeLimitSeconds: "60", ContinueExecution: "True" }, { when: { Continue: "pause" } }),
      },
      pause(),
    ],
  },
  "in a view": {
    first: [action("it", "ShowView", { ViewResource: { Id: "form" }, InvocationTimeLimitSeconds: "60" })],
  },
  "with a bot": {
    first: [
      action("it", "ConnectParticipantWithLexBot", {
        Text: "?",
        LexV2Bot: { AliasArn: aliasArn },
        LexTimeoutSeconds: { Text: "60" },
      }),
    ],
  },
  "with a bot whose code hook is asked": {
    first: [action("it", "ConnectParticipantWithLexBot", { Text: "?", LexV2Bot: { AliasArn: aliasArn } })],
    say: "refund",
  },
  "in a function": { first: [lambda({ InvocationTimeLimitSeconds: "8" })] },
  "after a function was called asynchronously": {
    first: [lambda({ InvocationTimeLimitSeconds: "60", InvocationType: "ASYNCHRONOUS" }), pause()],
  },
  "in a queue, offered to an agent": { after: 1 },
  "in a queue flow": { hooks: { CustomerQueue: [wait("wait", 30, "wait")] }, after: 1 },
  "in an agent's whisper": { hooks: { AgentWhisper: [wait("wait", 60, "end"), end] }, after: 15 },
  "in a customer's whisper": { hooks: { CustomerWhisper: [wait("wait", 60, "end"), end] }, after: 15 },
  "with an agent who is about to say something": { after: 15 },
  "with an agent who waits for the customer": { after: 40 },
};

function come({ first = [], hooks = {}, after = 0, say: text }: Situation) {
  const clock = countingClock();
  let listening = 0;
  const run = queueChat({
    definition,
    clock,
    first: first.map((one) => one),
    hooks: { CustomerRemaining: [say("ask", "How was it?", "wait"), wait("wait", 600, "end"), end], ...hooks },
    request: { SupportedMessagingContentTypes: ["text/plain", interactiveMessage, interactiveResponse] },
    before: ({ chat }) => {
      const { listen } = chat;
      chat.listen = (listener) => {
        listening += 1;
        const stop = listen.call(chat, listener);
        let over = false;
        return () => {
          if (!over) listening -= 1;
          over = true;
          stop();
        };
      };
    },
  });
  clock.advance(after * 1000);
  if (text !== undefined) run.chat.say(run.chat.customer, "text/plain", text);
  return { ...run, clock, listening: () => listening };
}

const ways: Readonly<Record<string, (chat: Chat) => void>> = {
  "the customer leaves": (chat) => chat.leave(chat.customer),
  "StopContact ends it": (chat) => chat.contact.end("API"),
  "it expires": (chat) => chat.clock.pass(1500 * 60_000),
};

describe("a chat that ends in the middle", () => {
  for (const [place, situation] of Object.entries(situations)) {
    for (const [how, way] of Object.entries(ways)) {
      it(`leaves no timer, no listener, no place in a queue and no agent behind: ${place}, when ${how}`, () => {
        const { chat, clock, queues, instance } = come(situation);
        assert.equal(chat.ended, undefined);
        way(chat);
        assert.ok(chat.ended);
        assert.equal(clock.open(), 0);
        assert.equal(chat.working, 0);
        const queue = instance.queue("q") ?? assert.fail();
        assert.deepEqual(queues.inQueue("q"), []);
        assert.deepEqual(
          queues.staff(queue).map(({ chats }) => chats),
          [0],
        );
        const length = chat.items.length;
        clock.advance(3_600_000);
        assert.equal(chat.items.length, length);
      });
    }
  }

  it("has listened to no more than it needs at any time", () => {
    const { chat, clock, listening } = come({
      first: [pause("a"), pause("b"), lambda({ InvocationTimeLimitSeconds: "8" })].map((one, index) => ({
        ...one,
        Identifier: `${one.Identifier}${index}`,
        Transitions: { Conditions: [] },
      })),
    });
    const life = 1;
    assert.equal(listening(), life + 1);
    chat.say(chat.customer, "text/plain", "back");
    assert.equal(listening(), life + 1);
    clock.advance(60_000);
    assert.equal(listening(), life);
    clock.advance(45_000);
    assert.equal(chat.contact.agent?.name, "ada");
    assert.equal(listening(), life + 1);
  });
});
