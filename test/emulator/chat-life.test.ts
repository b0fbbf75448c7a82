import assert from "node:assert/strict";
import type { Item } from "@aws-sdk/client-connectparticipant";
import type { Chat } from "../../provider/emulator/chat.js";
import type { Socket } from "../../provider/emulator/participant.js";
import { action, disconnect, flow, greeting, say, wait } from "../flows.js";
import { contactInFlow, events, otherFlow, said, visited } from "./contact-in-flow.js";
import { queueChat } from "./queue-chat.js";
import { agent, staffed } from "./staff.js";

const end = action("end", "EndFlowExecution");
const talk = [
  { say: "Hello, this is Ada." },
  { waitFor: "message" as const },
  { say: "Goodbye." },
  { leave: true as const },
];

/** What the customer's socket is sent, as texts. */
function heardBy(chat: Chat): (string | undefined)[] {
  const heard: (string | undefined)[] = [];
  const socket: Socket = {
    send: (frame) => {
      const item = JSON.parse(JSON.parse(frame).content) as Item;
      if (item.Type === "MESSAGE") heard.push(item.Content);
    },
    close: () => {},
  };
  chat.customer.sockets.set(socket, { subscribed: true });
  return heard;
}

describe("ChatLife", () => {
  describe("in a queue", () => {
    it("runs the queue flow that was set, until an agent accepts", () => {
      const { contact, clock } = queueChat({
        definition: staffed({ ...agent(), acceptsAfterSeconds: 45 }),
        hooks: { CustomerQueue: [say("hold", "Please hold", "wait"), wait("wait", 30, "hold")] },
      });
      clock.advance(45_000);
      assert.deepEqual(said(contact), ["Please hold", "Please hold"]);
      assert.equal(contact.trace.at(-1)?.result, "an agent accepted");
      clock.advance(600_000);
      assert.deepEqual(said(contact), ["Please hold", "Please hold"]);
    });

    it("runs the instance's default queue flow where none was set, which ends without a word on chat", () => {
      const loop = action("loop", "MessageParticipantIteratively", { Messages: [{ PromptId: "music" }] });
      const { contact, life } = queueChat({
        otherFlows: [{ ...otherFlow("d", "CUSTOMER_QUEUE", loop), name: "Default customer queue" }],
      });
      assert.equal(contact.trace.at(-1)?.flow, "Default customer queue");
      assert.equal(life.isWaiting, true);
    });

    it("waits where there is no flow for it at all, for as long as the chat lasts", () => {
      const { contact, life, clock } = queueChat();
      clock.advance(1500 * 60_000 - 1);
      assert.equal(life.isWaiting, true);
      clock.advance(1);
      assert.equal(contact.ended?.reason, "EXPIRED");
    });

    it("runs no flow that is not there any more", () => {
      const { contact, life, instance, clock } = contactInFlow(
        flow(
          "inbound",
          action("set", "UpdateContactEventHooks", { EventHooks: { CustomerQueue: "hold" } }, { next: "wait" }),
          action("wait", "Wait", { TimeLimitSeconds: "1" }, { when: { WaitCompleted: "target" } }),
          action("target", "UpdateContactTargetQueue", { QueueId: "q" }, { next: "transfer" }),
          action("transfer", "TransferContactToQueue"),
        ),
        { otherFlows: [otherFlow("hold", "CUSTOMER_QUEUE", say("hold", "Please hold", "end"), end)] },
      );
      instance.remove("hold");
      clock.advance(1000);
      assert.deepEqual(said(contact), []);
      assert.equal(life.isWaiting, true);
    });
  });

  describe("when an agent accepts", () => {
    it("lets both whispers run, the agent's first, before the agent joins", () => {
      const { chat, clock } = queueChat({
        definition: staffed(agent(...talk)),
        hooks: {
          AgentWhisper: [
            say("tell", "For $.Agent.UserName", "w"),
            action("w", "Wait", { TimeLimitSeconds: "10" }, { when: { WaitCompleted: "end" } }),
            end,
          ],
          CustomerWhisper: [say("tell", "$.Agent.FirstName $.Agent.LastName comes.", "end"), end],
        },
      });
      const heard = heardBy(chat);
      clock.advance(9999);
      assert.deepEqual(events(chat.contact), ["participant.joined"]);
      clock.advance(1);
      assert.deepEqual(heard, ["Ada Lovelace comes.", "Hello, this is Ada."]);
      assert.deepEqual(events(chat.contact), ["participant.joined", "participant.joined"]);
      assert.deepEqual(visited(chat.contact).slice(-5), ["tell", "w", "end", "tell", "end"]);
    });

    it("keeps whispers out of the transcript", () => {
      const { chat, clock } = queueChat({
        definition: staffed(agent(...talk)),
        hooks: {
          AgentWhisper: [say("tell", "To the agent", "end"), end],
          CustomerWhisper: [say("tell", "To the customer", "end"), end],
        },
      });
      clock.advance(0);
      assert.deepEqual(
        chat.items.filter(({ Type }) => Type === "MESSAGE").map(({ Content }) => Content),
        ["Hello, this is Ada."],
      );
    });

    it("runs no whisper but one that was set, also where the instance has flows of the default names", () => {
      const whisper = (name: string, type: string) => ({
        ...otherFlow(name, type, say("tell", name, "end"), end),
        name,
      });
      const { contact, clock } = queueChat({
        definition: staffed(agent(...talk)),
        otherFlows: [
          whisper("Default agent whisper", "AGENT_WHISPER"),
          whisper("Default customer whisper", "CUSTOMER_WHISPER"),
        ],
      });
      clock.advance(0);
      assert.equal(contact.trace.at(-1)?.action, "transfer");
      assert.equal(contact.agent?.name, "ada");
    });

    it("gives a whisper two minutes at the most", () => {
      const slow = [action("w", "Wait", { TimeLimitSeconds: "600" }, { when: { WaitCompleted: "end" } }), end];
      const { contact, chat, clock } = queueChat({
        definition: staffed(agent(...talk)),
        hooks: { AgentWhisper: slow, CustomerWhisper: slow },
      });
      clock.advance(239_999);
      assert.equal(contact.agent, undefined);
      clock.advance(1);
      assert.equal(chat.contact.agent?.name, "ada");
      assert.deepEqual(
        contact.trace.slice(-2).map(({ result }) => result),
        Array(2).fill("a whisper takes two minutes at most"),
      );
    });

    it("lets nobody hear of the agent when the customer leaves during a whisper, and the agent has room again", () => {
      const { chat, clock, queues } = queueChat({
        definition: staffed({ ...agent(), maxChats: 1 }),
        hooks: { AgentWhisper: [action("w", "Wait", { TimeLimitSeconds: "60" }), end] },
      });
      clock.advance(0);
      const queue = chat.instance.queue("q");
      assert.ok(queue);
      assert.equal(queues.staff(queue)[0]?.available, false);
      chat.leave(chat.customer);
      assert.equal(chat.ended?.reason, "CUSTOMER_DISCONNECT");
      assert.equal(queues.staff(queue)[0]?.available, true);
      clock.advance(600_000);
      assert.deepEqual(events(chat.contact), ["participant.joined", "participant.left", "chat.ended"]);
    });

    it("gives $.Agent to whispers alone", () => {
      const { contact, clock } = queueChat({
        definition: staffed({ ...agent(), acceptsAfterSeconds: 1 }),
        hooks: {
          CustomerQueue: [say("hold", "[$.Agent.UserName]", "end"), end],
        },
      });
      clock.advance(1000);
      assert.deepEqual(said(contact), ["[]"]);
    });
  });

  describe("when the agent leaves", () => {
    const survey = [
      say("ask", "How was it? ($.InitiationMethod, $.Agent.ARN)", "wait"),
      wait("wait", 900, "thanks"),
      say("thanks", "Thanks, $.Attributes.name. [$.External.a]", "end"),
      disconnect("end"),
    ];
    const left = (options: Parameters<typeof queueChat>[0] = {}) => {
      const run = queueChat({
        definition: staffed(agent({ leave: true })),
        hooks: { CustomerRemaining: survey },
        request: { Attributes: { name: "Bea" } },
        ...options,
      });
      run.clock.advance(0);
      return run;
    };

    it("ends the chat where no disconnect flow was set", () => {
      const { chat } = left({ hooks: {} });
      assert.equal(chat.ended?.reason, "AGENT_DISCONNECT");
      assert.equal(chat.contacts.length, 1);
    });

    it("runs the disconnect flow in a contact of its own", () => {
      const { chat } = left();
      const [first, second, ...others] = chat.contacts;
      assert.deepEqual(others, []);
      assert.equal(first?.ended?.reason, "AGENT_DISCONNECT");
      assert.equal(second?.origin.initiationMethod, "DISCONNECT");
      assert.equal(second?.origin.previousContactId, first?.id);
      assert.equal(second?.initialContactId, first?.id);
      assert.notEqual(second?.id, first?.id);
      assert.deepEqual(said(chat.contact), ["How was it? (DISCONNECT, )"]);
    });

    it("goes on with the customer there, who answers, and ends with the flow", () => {
      const { chat } = left();
      chat.say(chat.customer, "text/plain", "Good");
      assert.deepEqual(said(chat.contact).slice(1), ["Thanks, Bea. []"]);
      assert.equal(chat.ended?.reason, "CONTACT_FLOW_DISCONNECT");
    });

    it("keeps the target queue, so that a disconnect flow can go back to it without setting one", () => {
      const back = action("back", "TransferContactToQueue", {}, { next: "end", errors: { NoMatchingError: "end" } });
      const { chat } = left({
        hooks: { CustomerRemaining: [say("name", "$.Queue.Name", "back"), back, disconnect("end")] },
        definition: staffed({ ...agent({ leave: true }), maxChats: 1 }),
      });
      const [, second, third] = chat.contacts;
      assert.equal(second?.origin.initiationMethod, "DISCONNECT");
      assert.equal(second?.queue?.name, "Support");
      assert.equal(second?.agent?.name, "ada");
      assert.ok(second && said(second).includes("Support"));
      assert.equal(third?.origin.initiationMethod, "DISCONNECT");
    });

    it("ends after the twelfth contact", () => {
      const back = action("back", "TransferContactToQueue", {}, { next: "end", errors: { NoMatchingError: "end" } });
      const { chat, clock } = left({ hooks: { CustomerRemaining: [back, disconnect("end")] } });
      clock.advance(3_600_000);
      assert.equal(chat.contacts.length, 12);
      assert.equal(chat.ended?.reason, "AGENT_DISCONNECT");
    });

    it("does not run it when the customer ends the chat", () => {
      const { chat, clock } = queueChat({ definition: staffed(agent()), hooks: { CustomerRemaining: survey } });
      clock.advance(0);
      chat.leave(chat.customer);
      assert.equal(chat.contacts.length, 1);
      assert.equal(chat.ended?.reason, "CUSTOMER_DISCONNECT");
    });

    it("runs it when everybody was silent for too long", () => {
      const { chat, clock } = queueChat({ definition: staffed(agent()), hooks: { CustomerRemaining: survey } });
      chat.idleTimes = new Map([["CUSTOMER", { disconnect: 120_000 }]]);
      clock.advance(120_000);
      assert.equal(chat.contacts[0]?.ended?.reason, "IDLE_DISCONNECT");
      assert.deepEqual(said(chat.contact), ["How was it? (DISCONNECT, )"]);
    });

    it("knows nothing of what blocks left behind before", () => {
      const { chat } = left({
        definition: { ...staffed(agent({ leave: true })), lambda: [{ name: "f", answer: { a: "1" } }] },
        first: [action("f", "InvokeLambdaFunction", { LambdaFunctionARN: "f", InvocationTimeLimitSeconds: "3" })],
      });
      chat.say(chat.customer, "text/plain", "Good");
      assert.deepEqual(said(chat.contact).slice(1), ["Thanks, Bea. []"]);
    });

    it("lets an agent's place go at once", () => {
      const { chat, queues } = left();
      const queue = chat.instance.queue("q");
      assert.ok(queue);
      assert.equal(queues.staff(queue)[0]?.chats, 0);
    });
  });

  describe("when the agent hands the chat on", () => {
    const two = {
      ...staffed({ ...agent({ say: "One moment." }, { transfer: { queue: "Second" } }) }, { name: "bob", id: "a-bob" }),
      queues: [
        { name: "Support", id: "q", agents: ["ada"] },
        { name: "Second", id: "q2", agents: ["bob"] },
      ],
    };

    it("goes on in a next contact, in the other queue, with its agent", () => {
      const { chat, clock } = queueChat({ definition: two, hooks: { CustomerRemaining: [disconnect("end")] } });
      clock.advance(0);
      assert.deepEqual(
        chat.contacts.map(({ origin, queue, agent }) => [origin.initiationMethod, queue?.name, agent?.name]),
        [
          ["API", "Support", "ada"],
          ["TRANSFER", "Second", "bob"],
        ],
      );
      assert.ok(events(chat.contacts[1] ?? chat.contact).includes("transfer.succeeded"));
      assert.equal(chat.ended, undefined);
    });

    it("goes to another agent", () => {
      const { chat, clock } = queueChat({
        definition: { ...two, agents: [agent({ transfer: { agent: "bob" } }), { name: "bob", id: "a-bob" }] },
      });
      clock.advance(0);
      assert.equal(chat.contact.queue?.kind, "agent");
      assert.equal(chat.contact.agent?.name, "bob");
    });

    it("fails where the queue is full or closed, and the agent goes on", () => {
      for (const second of [{ maxContacts: 0 }, { status: "DISABLED" as const }]) {
        const { chat, clock } = queueChat({
          definition: {
            ...two,
            queues: [
              { name: "Support", id: "q", agents: ["ada"] },
              { name: "Second", id: "q2", ...second },
            ],
            agents: [agent({ transfer: { queue: "Second" } }, { say: "So it is me." }), { name: "bob" }],
          },
        });
        clock.advance(0);
        assert.equal(chat.contacts.length, 1);
        assert.ok(events(chat.contact).includes("transfer.failed"));
        assert.equal(chat.items.at(-1)?.Content, "So it is me.");
      }
    });

    it("fails after twelve contacts", () => {
      const { chat, clock } = queueChat({ definition: staffed(agent({ transfer: { queue: "Support" } })) });
      clock.advance(3_600_000);
      assert.equal(chat.contacts.length, 12);
      assert.equal(chat.ended, undefined);
    });
  });

  describe("when the chat ends in the middle", () => {
    it("takes the contact out of its queue, and an offer back", () => {
      const { contact, queues, clock, instance } = queueChat({
        definition: staffed({ ...agent(), acceptsAfterSeconds: 30, maxChats: 1 }),
      });
      const queue = instance.queue("q");
      assert.ok(queue);
      assert.equal(queues.staff(queue)[0]?.available, false);
      contact.end("API");
      assert.deepEqual(queues.inQueue("q"), []);
      assert.equal(queues.staff(queue)[0]?.available, true);
      clock.advance(60_000);
      assert.equal(contact.agent, undefined);
    });

    it("runs nothing more of its flows", () => {
      const { contact, clock } = contactInFlow(greeting());
      contact.end("API");
      clock.advance(7_200_000);
      assert.deepEqual(visited(contact), ["hello", "wait"]);
    });
  });

  it("takes no contact into a queue that is at capacity, and it stays where it was", () => {
    const { contact } = queueChat({ definition: { queues: [{ name: "Support", id: "q", maxContacts: 0 }] } });
    assert.equal(contact.trace.find(({ action }) => action === "transfer")?.branch?.label, "QueueAtCapacity");
    assert.equal(contact.queue, undefined);
  });

  it("takes no contact into a queue that is disabled", () => {
    const { contact } = queueChat({ definition: { queues: [{ name: "Support", id: "q", status: "DISABLED" }] } });
    const record = contact.trace.find(({ action }) => action === "transfer");
    assert.equal(record?.branch?.label, "NoMatchingError");
    assert.deepEqual(record?.warnings, ["The queue Support is disabled."]);
  });

  it("runs a flow of several parts: inbound, another flow, queue, agent, disconnect", () => {
    const { chat, clock } = contactInFlow(
      flow("first", action("go", "TransferToFlow", { ContactFlowId: "second" }), disconnect()),
      {
        definition: staffed(agent({ leave: true })),
        otherFlows: [
          otherFlow(
            "second",
            "CONTACT_FLOW",
            action(
              "hook",
              "UpdateContactEventHooks",
              { EventHooks: { CustomerRemaining: "after" } },
              { next: "target" },
            ),
            action("target", "UpdateContactTargetQueue", { QueueId: "q" }, { next: "queue" }),
            action("queue", "TransferContactToQueue"),
          ),
          otherFlow("after", "CONTACT_FLOW", disconnect("bye")),
        ],
      },
    );
    clock.advance(0);
    assert.deepEqual(
      chat.contacts.map(({ trace }) => trace.map(({ flow, action }) => `${flow}/${action}`)),
      [["first/go", "second/hook", "second/target", "second/queue"], ["after/bye"]],
    );
  });
});
