import type { Contact } from "../contact.js";
import { contactTree } from "../contact-tree.js";

/** The contact that TargetContact means: this one, or the one that its chat was related to; `undefined` without one. */
export function targetContact(
  contact: Contact,
  { TargetContact: target }: Readonly<Record<string, unknown>>,
): Contact | undefined {
  if (target !== "Related") return contact;
  const { relatedContactId } = contact.chat.contacts[0]?.origin ?? {};
  return relatedContactId === undefined ? undefined : contactTree(contact).find(({ id }) => id === relatedContactId);
}
