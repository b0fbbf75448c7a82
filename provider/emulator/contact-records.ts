import type { Contact as ContactRecord } from "@aws-sdk/client-connect";
import { chatMetrics } from "./chat-metrics.js";
import type { Contact } from "./contact.js";
import { contactRecord } from "./contact-record.js";
import type { Contacts } from "./contacts.js";
import type { Behaviour } from "./options.js";

interface Version {
  readonly time: number;
  readonly record: ContactRecord;
}

/** Contacts as DescribeContact and SearchContacts see them: as they stood a while ago by their chat's time, or as they stand. */
export class ContactRecords {
  private readonly versions = new WeakMap<Contact, readonly Version[]>();
  private readonly longestDelay: number;

  constructor(
    contacts: Contacts,
    private readonly behaviour: Behaviour,
  ) {
    this.longestDelay = Math.max(behaviour.describeContactDelay, behaviour.searchContactsDelay);
    if (this.longestDelay > 0) contacts.onChange((contact) => this.keep(contact));
  }

  /** `undefined` where DescribeContact does not see the contact yet. */
  described(contact: Contact): ContactRecord | undefined {
    const { describeContactDelay: delay, chatMetrics: metrics } = this.behaviour;
    const record = this.before(contact, delay);
    if (!record || (metrics === "ended" && !record.DisconnectTimestamp)) return record;
    const seen = contact.chat.clock.now() - delay;
    const { items: all } = contact;
    const items = delay === 0 ? all : all.filter(({ AbsoluteTime = "" }) => Date.parse(AbsoluteTime) <= seen);
    return { ...record, ChatMetrics: chatMetrics(items, record) };
  }

  /** Without ChatMetrics; `undefined` where SearchContacts does not see the contact yet. */
  searched(contact: Contact): ContactRecord | undefined {
    return this.before(contact, this.behaviour.searchContactsDelay);
  }

  private before(contact: Contact, delay: number): ContactRecord | undefined {
    if (delay === 0) return contactRecord(contact, this.behaviour);
    const seen = contact.chat.clock.now() - delay;
    return this.versions
      .get(contact)
      ?.filter(({ time }) => time <= seen)
      .at(-1)?.record;
  }

  private keep(contact: Contact): void {
    const now = contact.chat.clock.now();
    const earlier = (this.versions.get(contact) ?? []).filter(({ time }) => time < now);
    const hidden = earlier.filter(({ time }) => time > now - this.longestDelay);
    const oldestSeen = earlier.slice(0, earlier.length - hidden.length).slice(-1);
    const version = { time: now, record: contactRecord(contact, this.behaviour) };
    this.versions.set(contact, [...oldestSeen, ...hidden, version]);
  }
}
