import assert from "node:assert/strict";
import type { Clock } from "../../provider/emulator/clock.js";
import { Contacts } from "../../provider/emulator/contacts.js";
import type { Socket } from "../../provider/emulator/participant.js";
import { greeting } from "../flows.js";
import { contactFor, events } from "./contact-in-flow.js";

const minute = 60_000;

function listener() {
  const frames: string[] = [];
  const socket: Socket = { send: (frame) => frames.push(frame), close: () => {} };
  return { socket, frames };
}

describe("Contact", () => {
  describe("at its start", () => {
    it("has an id, a customer with the given name, and the given attributes", () => {
      const { contact, clock } = contactFor(greeting(), { request: { Attributes: { colour: "red" } } });
      assert.match(contact.id, /^[0-9a-f-]{36}$/);
      assert.equal(contact.customer.displayName, "Ada");
      assert.equal(contact.customer.role, "CUSTOMER");
      assert.equal(contact.initiated, clock.now());
      assert.deepEqual([...contact.attributes], [["colour", "red"]]);
      assert.deepEqual(contact.items, []);
      assert.equal(contact.ended?.reason, undefined);
    });

    it("puts the initial message first in the transcript, as the customer's", () => {
      const initial = { ContentType: "text/markdown", Content: "**Hello**" };
      const { contact } = contactFor(greeting(), { request: { InitialMessage: initial } });
      assert.equal(contact.items.length, 1);
      assert.equal(contact.items[0]?.Content, "**Hello**");
      assert.equal(contact.items[0]?.ContentType, "text/markdown");
      assert.equal(contact.items[0]?.ParticipantId, contact.customer.id);
    });
  });

  describe("when nobody joins", () => {
    it("ends after five minutes, not before", () => {
      const { contact, clock } = contactFor(greeting());
      clock.advance(5 * minute - 1);
      assert.equal(contact.ended?.reason, undefined);
      clock.advance(1);
      assert.deepEqual(contact.ended, { time: clock.now(), reason: "CUSTOMER_CONNECTION_NOT_ESTABLISHED" });
      assert.deepEqual(events(contact), ["chat.ended"]);
    });
  });

  describe("when the customer joins", () => {
    it("stays open past the five minutes", () => {
      const { contact, clock } = contactFor(greeting());
      clock.advance(5 * minute - 1);
      contact.join();
      clock.advance(60 * minute);
      assert.equal(contact.ended?.reason, undefined);
    });

    it("is told once, however often the customer subscribes", () => {
      const { contact } = contactFor(greeting());
      contact.join();
      contact.join();
      assert.deepEqual(events(contact), ["participant.joined"]);
      assert.equal(contact.items[0]?.ParticipantId, contact.customer.id);
      assert.equal(contact.items[0]?.DisplayName, "Ada");
    });
  });

  describe("at its end", () => {
    it("expires after 25 hours, or the duration that was asked for", () => {
      for (const [request, minutes] of [
        [{}, 1500],
        [{ ChatDurationInMinutes: 60 }, 60],
      ] as const) {
        const { contact, clock } = contactFor(greeting(), { request });
        contact.join();
        clock.advance(minutes * minute - 1);
        assert.equal(contact.ended?.reason, undefined);
        clock.advance(1);
        assert.equal(contact.ended?.reason, "EXPIRED");
      }
    });

    it("keeps its first reason and time, and says chat.ended once", () => {
      const { contact, clock } = contactFor(greeting());
      const time = clock.now();
      contact.end("API");
      clock.advance(2000 * minute);
      contact.end("SYSTEM_ERROR");
      contact.leave();
      assert.deepEqual(contact.ended, { time, reason: "API" });
      assert.deepEqual(events(contact), ["chat.ended"]);
    });

    it("hears first that the customer left, then that the chat is over", () => {
      const { contact } = contactFor(greeting());
      contact.join();
      contact.leave();
      assert.deepEqual(events(contact), ["participant.joined", "participant.left", "chat.ended"]);
      assert.equal(contact.items[1]?.ParticipantRole, "CUSTOMER");
      assert.equal(contact.items[2]?.ParticipantRole, undefined);
      assert.equal(contact.ended?.reason, "CUSTOMER_DISCONNECT");
    });

    it("leaves no limit behind on the clock", () => {
      const { contact, clock, identifiers } = contactFor(greeting());
      const waiting = new Set<symbol>();
      const counting: Clock = {
        ...clock,
        after(milliseconds, kind, action) {
          const timer = Symbol();
          const cancel = clock.after(milliseconds, kind, action);
          waiting.add(timer);
          return () => {
            waiting.delete(timer);
            cancel();
          };
        },
      };
      const { instance, flow, request } = contact;
      const { contact: other } = new Contacts(counting, identifiers).start(instance, flow, request);
      assert.equal(waiting.size, 2);
      other.end("API");
      assert.equal(waiting.size, 0);
    });

    it("tells those who asked before it says chat.ended", () => {
      const { contact } = contactFor(greeting());
      const seen: string[][] = [];
      contact.onEnd(() => seen.push(events(contact)));
      contact.end("API");
      contact.end("API");
      assert.deepEqual(seen, [[]]);
    });
  });

  describe("in conversation", () => {
    it("stamps every item with time, id and contact", () => {
      const { contact, clock } = contactFor(greeting());
      clock.advance(1500);
      const item = contact.say(contact.customer, "text/plain", "Hello");
      const { Id: id, ...rest } = item;
      assert.match(id ?? "", /^[0-9a-f-]{36}$/);
      assert.deepEqual(rest, {
        AbsoluteTime: "2026-01-01T00:00:01.500Z",
        ContactId: contact.id,
        Content: "Hello",
        ContentType: "text/plain",
        Type: "MESSAGE",
        ParticipantId: contact.customer.id,
        DisplayName: "Ada",
        ParticipantRole: "CUSTOMER",
      });
      assert.deepEqual(contact.items, [item]);
    });

    it("gives messages of the flow the metadata of a prompt", () => {
      const { contact } = contactFor(greeting());
      const item = contact.say(contact.system, "text/plain", "Hello");
      assert.equal(item.ParticipantRole, "SYSTEM");
      assert.equal(item.DisplayName, "SYSTEM_MESSAGE");
      assert.deepEqual(item.MessageMetadata, { MessageId: item.Id, Receipts: [] });
    });

    it("keeps an event out of the transcript when it is not to be persisted", () => {
      const { contact } = contactFor(greeting());
      const item = contact.event("typing", contact.customer, { persisted: false });
      assert.equal(item.ContentType, "application/vnd.amazonaws.connect.event.typing");
      assert.deepEqual(contact.items, []);
    });

    it("sends each item to the sockets that have subscribed, as JSON in JSON", () => {
      const { contact } = contactFor(greeting());
      const [subscribed, silent] = [listener(), listener()];
      contact.customer.sockets.set(subscribed.socket, { subscribed: true });
      contact.customer.sockets.set(silent.socket, { subscribed: false });
      const item = contact.say(contact.system, "text/plain", "Grüezi");
      contact.event("typing", contact.customer, { persisted: false });
      assert.equal(subscribed.frames.length, 2);
      const frame: Record<string, string> = JSON.parse(subscribed.frames[0] ?? "");
      assert.deepEqual(Object.keys(frame), ["content", "contentType", "topic"]);
      assert.equal(frame.topic, "aws/chat");
      assert.equal(frame.contentType, "application/json");
      assert.deepEqual(JSON.parse(frame.content ?? ""), { ...item, InitialContactId: contact.id });
      assert.deepEqual(silent.frames, []);
    });

    it("tells who listens to the customer of the customer's messages alone, until they stop", () => {
      const { contact } = contactFor(greeting());
      let heard = 0;
      const stop = contact.onCustomerMessage(() => heard++);
      contact.say(contact.system, "text/plain", "Hello");
      contact.event("typing", contact.customer);
      assert.equal(heard, 0);
      contact.say(contact.customer, "text/plain", "Hello");
      stop();
      contact.say(contact.customer, "text/plain", "Hello?");
      assert.equal(heard, 1);
    });
  });
});
