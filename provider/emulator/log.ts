import type { Contact } from "./contact.js";
import type { Contacts } from "./contacts.js";
import { flowLogRecords } from "./flow-log.js";

/**
 * Writes a line for each contact that begins or ends, and for each action that its flow runs a record as Amazon
 * Connect's flow log has it.
 */
export function logContacts(contacts: Contacts, log: (line: string) => void): void {
  const seen = new WeakMap<Contact, { actions: number; ended: boolean }>();
  contacts.onChange((contact) => {
    const state = seen.get(contact) ?? { actions: 0, ended: false };
    if (!seen.has(contact)) log(`contact ${contact.id} begins with the flow ${contact.flow.name}`);
    seen.set(contact, state);
    for (; state.actions < contact.trace.length; state.actions++) {
      const record = contact.trace[state.actions];
      if (!record) continue;
      for (const entry of flowLogRecords(record, contact.instance)) log(JSON.stringify(entry));
      for (const warning of record.warnings) log(`contact ${contact.id}: ${record.action}: ${warning}`);
    }
    if (contact.ended && !state.ended) {
      state.ended = true;
      log(`contact ${contact.id} ended: ${contact.ended.reason ?? "the chat goes on in a next one"}`);
    }
  });
}
