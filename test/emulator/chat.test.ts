import assert from "node:assert/strict";
import type { AttachmentItem, Item, ParticipantRole } from "@aws-sdk/client-connectparticipant";
import type { Chat } from "../../provider/emulator/chat.js";
import type { DisconnectReason } from "../../provider/emulator/contact.js";
import type { Participant, Socket } from "../../provider/emulator/participant.js";
import { greeting } from "../flows.js";
import { type ContactOptions, contactFor, events } from "./contact-in-flow.js";

const minute = 60_000;

/** A chat that its customer has joined. */
function joinedChat(options: ContactOptions = {}) {
  const made = contactFor(greeting(), options);
  made.contact.join();
  return made;
}

function joined(chat: Chat, role: ParticipantRole, name: string = role): Participant {
  const participant = chat.add(role, name);
  chat.join(participant);
  return participant;
}

/** Hears what a participant's subscribed socket is sent. */
function listening(participant: Participant) {
  const items: Item[] = [];
  const closed: number[] = [];
  const socket: Socket = {
    send: (frame) => items.push(JSON.parse(JSON.parse(frame).content)),
    close: (code) => closed.push(code),
  };
  participant.sockets.set(socket, { subscribed: true });
  return { items, closed, names: () => items.map(nameOf) };
}

const nameOf = ({ Type, ContentType = "" }: Item) =>
  Type === "EVENT" ? ContentType.replace("application/vnd.amazonaws.connect.event.", "") : (Type ?? "");

/** Sets the minutes after which somebody is idle and disconnected, and lets an agent come. */
function watched(times: { readonly customer?: [number?, number?]; readonly agent?: [number?, number?] }) {
  const made = joinedChat();
  const inMilliseconds = (value?: number) => (value === undefined ? undefined : value * minute);
  const timesOf = ([idle, disconnect]: [number?, number?]) => ({
    idle: inMilliseconds(idle),
    disconnect: inMilliseconds(disconnect),
  });
  made.chat.idleTimes = new Map();
  if (times.customer) made.chat.idleTimes.set("CUSTOMER", timesOf(times.customer));
  if (times.agent) made.chat.idleTimes.set("AGENT", timesOf(times.agent));
  const heard = listening(made.chat.customer);
  const agent = joined(made.chat, "AGENT", "Grace");
  heard.items.length = 0;
  return { ...made, heard, agent };
}

describe("Chat", () => {
  describe("with several participants", () => {
    it("lets everybody hear what anybody sends, under each one's name and role", () => {
      const { chat } = joinedChat();
      const customer = listening(chat.customer);
      const agent = joined(chat, "AGENT", "Grace");
      const atWork = listening(agent);
      chat.say(agent, "text/plain", "Hello");
      const [message] = atWork.items;
      assert.deepEqual(customer.names(), ["participant.joined", "MESSAGE"]);
      assert.equal(message?.ParticipantId, agent.id);
      assert.equal(message?.DisplayName, "Grace");
      assert.equal(message?.ParticipantRole, "AGENT");
      assert.deepEqual(customer.items[1], message);
    });

    it("builds a frame only for somebody who listens", () => {
      const { chat } = joinedChat();
      let built = 0;
      const attachment = { toJSON: () => ++built } as AttachmentItem;
      chat.attach(chat.customer, [attachment]);
      assert.equal(built, 0);
      listening(chat.customer);
      listening(joined(chat, "AGENT"));
      chat.attach(chat.customer, [attachment]);
      assert.equal(built, 1);
    });

    it("whispers to one alone, without a trace in the transcript", () => {
      const { chat } = joinedChat();
      const [agent, customer] = [listening(joined(chat, "AGENT")), listening(chat.customer)];
      const before = chat.items.length;
      const item = chat.whisper(chat.customer, "Grace is here");
      assert.deepEqual(customer.items, [{ ...item, InitialContactId: chat.initialContactId }]);
      assert.equal(item.ParticipantRole, "SYSTEM");
      assert.deepEqual(agent.items, []);
      assert.equal(chat.items.length, before);
    });

    it("goes on without one of two agents, and ends with the other", () => {
      const { chat } = joinedChat();
      const [first, second] = [joined(chat, "AGENT"), joined(chat, "AGENT")];
      const reasons = [first, second].map((agent) => {
        chat.leave(agent);
        return chat.ended?.reason;
      });
      assert.deepEqual(reasons, [undefined, "AGENT_DISCONNECT"]);
      assert.equal(chat.contact.ended?.reason, "AGENT_DISCONNECT");
      assert.deepEqual(events(chat.contact).slice(-3), ["participant.left", "participant.left", "chat.ended"]);
    });

    it("goes on without a supervisor or a bot", () => {
      const { chat } = joinedChat();
      for (const role of ["SUPERVISOR", "CUSTOM_BOT"] as const) chat.leave(joined(chat, role));
      assert.equal(chat.ended, undefined);
    });

    it("says nothing of an agent who leaves before joining", () => {
      const { chat } = joinedChat();
      const agent = chat.add("AGENT", "Grace");
      chat.leave(agent);
      chat.join(agent);
      assert.deepEqual(events(chat.contact), ["participant.joined"]);
      assert.equal(chat.ended, undefined);
    });

    it("lets those who left hear no more", () => {
      const { chat } = joinedChat();
      const [agent] = [joined(chat, "AGENT"), joined(chat, "AGENT")];
      const heard = listening(agent);
      chat.leave(agent);
      chat.say(chat.customer, "text/plain", "Are you there?");
      assert.deepEqual(heard.names(), ["participant.left"]);
      assert.equal(agent.admitted, false);
    });

    it("counts as active who is there, and the flow's own voice not", () => {
      const { chat } = joinedChat();
      const agent = joined(chat, "AGENT");
      chat.add("CUSTOM_BOT", "not there yet");
      assert.deepEqual(chat.active, [chat.customer, agent]);
    });
  });

  describe("when the customer leaves an agent", () => {
    const request = { DisconnectOnCustomerExit: ["AGENT"] } satisfies ContactOptions["request"];

    it("ends, unless it was started with DisconnectOnCustomerExit", () => {
      const { chat } = joinedChat();
      joined(chat, "AGENT");
      chat.listen({ remaining: () => assert.fail("It does not go on.") });
      chat.leave(chat.customer);
      assert.equal(chat.ended?.reason, "CUSTOMER_DISCONNECT");
    });

    it("disconnects the agent, and goes on in a disconnect flow with the customer", () => {
      const { chat, contact } = joinedChat({ request });
      const agent = joined(chat, "AGENT");
      const reasons: DisconnectReason[] = [];
      chat.listen({
        remaining(reason) {
          reasons.push(reason);
          chat.next(contact.flow, "DISCONNECT", reason);
          return true;
        },
      });
      chat.leave(chat.customer);
      assert.deepEqual(reasons, ["CUSTOMER_DISCONNECT"]);
      assert.equal(agent.left, true);
      assert.equal(contact.ended?.reason, "CUSTOMER_DISCONNECT");
      const states = [chat.customer.admitted, chat.ended?.reason];
      chat.leave(chat.customer);
      states.push(chat.customer.admitted, chat.ended?.reason);
      assert.deepEqual(states, [true, undefined, false, "CUSTOMER_DISCONNECT"]);
    });

    it("lets the customer only hear the disconnect flow when told so", () => {
      const { chat, contact } = joinedChat({ request, behaviour: { tokensAfterCustomerLeft: "refused" } });
      joined(chat, "AGENT");
      chat.listen({ remaining: () => Boolean(chat.next(contact.flow, "DISCONNECT")) });
      const heard = listening(chat.customer);
      chat.leave(chat.customer);
      chat.say(chat.system, "text/plain", "How was it?");
      assert.equal(chat.customer.admitted, false);
      chat.end("CONTACT_FLOW_DISCONNECT");
      assert.deepEqual(heard.names(), ["participant.left", "participant.left", "MESSAGE", "chat.ended"]);
    });

    it("ends when nobody goes on, or when there was no agent", () => {
      const { chat } = joinedChat({ request });
      joined(chat, "AGENT");
      chat.leave(chat.customer);
      assert.equal(chat.ended?.reason, "CUSTOMER_DISCONNECT");
      const { chat: alone } = joinedChat({ request });
      alone.listen({ remaining: () => assert.fail("There was no agent.") });
      alone.leave(alone.customer);
      assert.equal(alone.ended?.reason, "CUSTOMER_DISCONNECT");
    });
  });

  describe("in a next contact", () => {
    it("has a record and items of its own in one transcript", () => {
      const { chat, contact, contacts, clock } = joinedChat({ request: { Attributes: { plan: "gold" } } });
      chat.say(chat.customer, "text/plain", "one");
      clock.advance(1000);
      const next = chat.next(contact.flow, "DISCONNECT", "AGENT_DISCONNECT");
      chat.say(chat.customer, "text/plain", "two");
      assert.equal(chat.contact, next);
      assert.deepEqual(contacts.open, [next]);
      assert.equal(contacts.get(next.id), next);
      assert.deepEqual(next.origin, { initiationMethod: "DISCONNECT", previousContactId: contact.id });
      assert.equal(next.initialContactId, contact.id);
      assert.equal(next.initiated, contact.ended?.time);
      assert.equal(contact.ended?.reason, "AGENT_DISCONNECT");
      assert.equal(next.attributes.get("plan"), "gold");
      assert.deepEqual(
        chat.items.map(({ Content, ContactId }) => [Content, ContactId]),
        [
          [undefined, contact.id],
          ["one", contact.id],
          ["two", next.id],
        ],
      );
      assert.deepEqual(next.items, chat.items.slice(2));
    });

    it("names the first contact and the present one in frames", () => {
      const { chat, contact } = joinedChat();
      const heard = listening(chat.customer);
      const next = chat.next(contact.flow, "TRANSFER");
      chat.say(chat.system, "text/plain", "Hello again");
      const [item] = heard.items as (Item & { InitialContactId: string })[];
      assert.equal(item?.ContactId, next.id);
      assert.equal(item?.InitialContactId, contact.id);
    });

    it("keeps its participants, its duration and who listens", () => {
      const { chat, contact, clock } = joinedChat({ request: { ChatDurationInMinutes: 60 } });
      const heard: string[] = [];
      chat.listen({ said: ({ Content = "" }) => heard.push(Content) });
      clock.advance(59 * minute);
      const next = chat.next(contact.flow, "TRANSFER");
      chat.say(chat.customer, "text/plain", "Hi");
      clock.advance(minute);
      assert.deepEqual(heard, ["Hi"]);
      assert.equal(next.customer, contact.customer);
      assert.equal(next.ended?.reason, "EXPIRED");
    });

    it("tells who waited for the end of the earlier one, and cannot be ended by that one", () => {
      const { chat, contact } = joinedChat();
      let ends = 0;
      contact.onEnd(() => ends++);
      chat.next(contact.flow, "TRANSFER");
      contact.end("API");
      assert.equal(ends, 1);
      assert.equal(chat.ended, undefined);
    });
  });

  describe("to those who listen", () => {
    it("tells who said something, came, and left, and why it ended, until they stop", () => {
      const { chat } = joinedChat();
      const heard: string[] = [];
      const stop = chat.listen({
        said: ({ Content }, { role }) => heard.push(`${role} said ${Content}`),
        joined: ({ role }) => heard.push(`${role} joined`),
        left: ({ role }) => heard.push(`${role} left`),
        ended: (reason) => heard.push(reason),
      });
      const agent = joined(chat, "AGENT");
      chat.say(chat.system, "text/plain", "Hello");
      chat.event("typing", agent, { persisted: false });
      chat.leave(agent);
      assert.deepEqual(heard, ["AGENT joined", "SYSTEM said Hello", "AGENT left", "AGENT_DISCONNECT"]);
      const { chat: other } = joinedChat();
      const silent: string[] = [];
      other.listen({ said: () => silent.push("said") })();
      other.say(other.customer, "text/plain", "Hi");
      assert.deepEqual(silent, []);
      stop();
    });

    it("asks one after the other who goes on without agents, until somebody does", () => {
      const { chat } = joinedChat();
      const asked: string[] = [];
      for (const [name, answer] of [
        ["first", false],
        ["second", true],
        ["third", true],
      ] as const) {
        chat.listen({
          remaining(reason) {
            asked.push(`${name} ${reason}`);
            return answer;
          },
        });
      }
      chat.leave(joined(chat, "AGENT"));
      assert.deepEqual(asked, ["first AGENT_DISCONNECT", "second AGENT_DISCONNECT"]);
      assert.equal(chat.ended, undefined);
    });
  });

  describe("with timers for idleness", () => {
    it("tells that the customer is idle, and that the customer is back with the next message", () => {
      const { chat, clock, heard } = watched({ customer: [2] });
      clock.advance(2 * minute - 1);
      assert.deepEqual(heard.names(), []);
      clock.advance(1);
      assert.deepEqual(heard.names(), ["participant.idle"]);
      assert.equal(heard.items[0]?.ParticipantId, chat.customer.id);
      clock.advance(60 * minute);
      chat.say(chat.customer, "text/plain", "Back");
      assert.deepEqual(heard.names(), ["participant.idle", "participant.returned", "MESSAGE"]);
      assert.deepEqual(events(chat.contact), ["participant.joined", "participant.joined"]);
    });

    it("begins anew with each message and attachment, and not with typing", () => {
      const { chat, clock, heard } = watched({ customer: [2] });
      clock.advance(2 * minute - 1);
      chat.say(chat.customer, "text/plain", "Hi");
      clock.advance(2 * minute - 1);
      chat.attach(chat.customer, []);
      clock.advance(2 * minute - 1);
      chat.event("typing", chat.customer, { persisted: false });
      assert.deepEqual(heard.names(), ["MESSAGE", "ATTACHMENT", "typing"]);
      clock.advance(1);
      assert.equal(heard.names().at(-1), "participant.idle");
    });

    it("disconnects all but the customer, first idleness and then disconnection", () => {
      const { chat, clock, heard, agent } = watched({ agent: [2, 3] });
      const supervisor = joined(chat, "SUPERVISOR");
      heard.items.length = 0;
      clock.advance(5 * minute - 1);
      assert.deepEqual(heard.names(), ["participant.idle"]);
      clock.advance(1);
      assert.deepEqual(heard.names().slice(1), [
        "participant.autodisconnection",
        "participant.left",
        "participant.left",
        "chat.ended",
      ]);
      assert.equal(heard.items[1]?.ParticipantId, agent.id);
      assert.deepEqual([agent.left, supervisor.left, chat.customer.left], [true, true, false]);
      assert.equal(chat.ended?.reason, "IDLE_DISCONNECT");
    });

    it("disconnects at once where idleness was not asked for, and goes on in a disconnect flow", () => {
      const { chat, contact, clock } = watched({ customer: [undefined, 2] });
      chat.listen({ remaining: (reason) => Boolean(chat.next(contact.flow, "DISCONNECT", reason)) });
      clock.advance(2 * minute);
      assert.equal(contact.ended?.reason, "IDLE_DISCONNECT");
      assert.equal(chat.ended, undefined);
      clock.advance(60 * minute);
      assert.equal(chat.ended, undefined);
    });

    it("runs only while somebody is there to talk with", () => {
      const { chat, clock, heard, agent } = watched({ customer: [2] });
      chat.listen({ remaining: () => true });
      clock.advance(minute);
      chat.leave(agent);
      clock.advance(60 * minute);
      assert.deepEqual(heard.names(), ["participant.left"]);
      joined(chat, "CUSTOM_BOT");
      clock.advance(2 * minute);
      assert.equal(heard.names().at(-1), "participant.idle");
    });

    it("takes other times from the next agent on", () => {
      const { chat, clock, heard } = watched({ customer: [10] });
      chat.idleTimes = new Map([["CUSTOMER", { idle: 2 * minute }]]);
      clock.advance(9 * minute);
      assert.deepEqual(heard.names(), []);
      joined(chat, "AGENT");
      clock.advance(2 * minute);
      assert.deepEqual(heard.names(), ["participant.joined", "participant.idle"]);
    });

    it("does not begin anew for a supervisor", () => {
      const { chat, clock, heard } = watched({ customer: [2] });
      clock.advance(minute);
      joined(chat, "SUPERVISOR");
      clock.advance(minute);
      assert.deepEqual(heard.names(), ["participant.joined", "participant.idle"]);
    });

    it("leaves no timer behind", () => {
      const { chat, clock } = watched({ customer: [2, 2], agent: [2, 2] });
      chat.end("API");
      clock.advance(60 * minute);
      assert.deepEqual(events(chat.contact).slice(-1), ["chat.ended"]);
      assert.equal(chat.ended?.reason, "API");
    });
  });

  it("closes its sockets with a code after the end when told so", () => {
    const { chat } = joinedChat({ behaviour: { closeCodeAtEnd: 1000 } });
    const heard = listening(chat.customer);
    chat.end("API");
    assert.deepEqual(heard.names(), ["chat.ended"]);
    assert.deepEqual(heard.closed, [1000]);
    const { chat: other } = joinedChat();
    const open = listening(other.customer);
    other.end("API");
    assert.deepEqual(open.closed, []);
  });

  it("begins with the attributes of a related contact under its own, unless told otherwise", () => {
    const { chat, contact, contacts } = joinedChat({ request: { Attributes: { plan: "gold", colour: "red" } } });
    chat.end("API");
    const { instance, flow } = contact;
    const request = { ...contact.request, Attributes: { colour: "blue" } };
    const { contact: related } = contacts.start(instance, flow, request, Number.POSITIVE_INFINITY, contact);
    assert.deepEqual(Object.fromEntries(related.attributes), { plan: "gold", colour: "blue" });
    assert.equal(related.origin.relatedContactId, contact.id);
    const { contacts: others } = contactFor(greeting(), { behaviour: { relatedAttributes: "own" } });
    const { contact: own } = others.start(instance, flow, request, Number.POSITIVE_INFINITY, contact);
    assert.deepEqual(Object.fromEntries(own.attributes), { colour: "blue" });
  });
});
