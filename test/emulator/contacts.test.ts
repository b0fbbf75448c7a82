import assert from "node:assert/strict";
import { manualClock } from "../../provider/emulator/clock.js";
import { Contacts } from "../../provider/emulator/contacts.js";
import { identifiers } from "../../provider/emulator/identifiers.js";
import { greeting } from "../flows.js";
import { emptyInstance } from "./contact-in-flow.js";

const second = 1000;
const hour = 3_600 * second;
const day = 24 * hour;

function contactsOf() {
  const clock = manualClock();
  const contacts = new Contacts(clock, identifiers(1));
  const instance = emptyInstance();
  const flow = instance.load(greeting());
  const start = (ClientToken?: string, DisplayName = "Ada") =>
    contacts.start(instance, flow, {
      InstanceId: instance.id,
      ContactFlowId: flow.id,
      ParticipantDetails: { DisplayName },
      ClientToken,
    });
  return { contacts, clock, start };
}

describe("Contacts", () => {
  it("starts a contact and finds it by its id", () => {
    const { contacts, start } = contactsOf();
    const { contact, replayed } = start();
    assert.equal(replayed, false);
    assert.equal(contacts.get(contact.id), contact);
    assert.equal(contacts.get("nowhere"), undefined);
  });

  it("lists all contacts in order, and the open ones", () => {
    const { contacts, start } = contactsOf();
    const [first, second] = [start().contact, start().contact];
    first.end("API");
    assert.deepEqual(contacts.all, [first, second]);
    assert.deepEqual(contacts.open, [second]);
  });

  describe("with a client token", () => {
    it("answers with the contact that the token started, whatever else is asked", () => {
      const { contacts, start } = contactsOf();
      const { contact } = start("token", "Ada");
      assert.deepEqual(start("token", "Grace"), { contact, replayed: true });
      assert.equal(contact.customer.displayName, "Ada");
      assert.equal(contacts.all.length, 1);
    });

    it("answers with that contact even after it has ended", () => {
      const { start } = contactsOf();
      const { contact } = start("token");
      contact.end("API");
      assert.deepEqual(start("token"), { contact, replayed: true });
    });

    it("starts another contact for another token, and for none or an empty one", () => {
      const { contacts, start } = contactsOf();
      for (const token of ["a", "b", undefined, undefined, "", ""]) assert.equal(start(token).replayed, false);
      assert.equal(contacts.all.length, 6);
    });

    it("forgets the token after seven days", () => {
      const { clock, start } = contactsOf();
      const { contact } = start("token");
      clock.advance(7 * day - 1);
      assert.equal(start("token").contact, contact);
      clock.advance(1);
      const later = start("token");
      assert.equal(later.replayed, false);
      assert.equal(start("token").contact, later.contact);
    });
  });

  describe("with tokens of a participant", () => {
    it("knows whom a participant token names, for as long as there is a contact", () => {
      const { contacts, clock, start } = contactsOf();
      const { customer } = start().contact;
      const [first, second] = [contacts.participantToken(customer), contacts.participantToken(customer)];
      assert.notEqual(first, second);
      clock.advance(30 * day);
      assert.equal(contacts.byParticipantToken(first), customer);
      assert.equal(contacts.byParticipantToken(second), customer);
    });

    it("takes a connection token for 24 hours", () => {
      const { contacts, clock, start } = contactsOf();
      const { customer } = start().contact;
      const { token, expires } = contacts.connectionToken(customer);
      assert.equal(expires, clock.now() + day);
      clock.advance(day - 1);
      assert.equal(contacts.byConnectionToken(token), customer);
      clock.advance(1);
      assert.equal(contacts.byConnectionToken(token), undefined);
    });

    it("takes a socket's token for 100 seconds, more than once", () => {
      const { contacts, clock, start } = contactsOf();
      const { customer } = start().contact;
      const { token, expires } = contacts.socketToken(customer);
      assert.equal(expires, clock.now() + 100 * second);
      clock.advance(100 * second - 1);
      assert.equal(contacts.bySocketToken(token), customer);
      assert.equal(contacts.bySocketToken(token), customer);
      clock.advance(1);
      assert.equal(contacts.bySocketToken(token), undefined);
    });

    it("takes no token in the place of another, and none that it never gave", () => {
      const { contacts, start } = contactsOf();
      const { customer } = start().contact;
      const tokens = [
        contacts.participantToken(customer),
        contacts.connectionToken(customer).token,
        contacts.socketToken(customer).token,
        "",
        "__proto__",
      ];
      const known = tokens.map((token) => [
        contacts.byParticipantToken(token) === customer,
        contacts.byConnectionToken(token) === customer,
        contacts.bySocketToken(token) === customer,
      ]);
      assert.deepEqual(known, [
        [true, false, false],
        [false, true, false],
        [false, false, true],
        [false, false, false],
        [false, false, false],
      ]);
    });

    it("keeps an earlier connection token when another is given", () => {
      const { contacts, start } = contactsOf();
      const { customer } = start().contact;
      const { token } = contacts.connectionToken(customer);
      contacts.connectionToken(customer);
      assert.equal(contacts.byConnectionToken(token), customer);
    });
  });
});
