import type { Contact } from "../contact.js";
import type { Contacts } from "../contacts.js";
import { ServiceError } from "../errors.js";
import type { Behaviour } from "../options.js";
import { existingContact } from "./access.js";

/** The contact, unless it has ended and its tags then stay as they are. */
export function taggableContact(
  contacts: Contacts,
  contactId: string | undefined,
  { tagEndedContact }: Pick<Behaviour, "tagEndedContact">,
): Contact {
  const contact = existingContact(contacts, contactId);
  if (contact.ended && tagEndedContact === 400) {
    throw new ServiceError("InvalidRequestException", 400, "The contact has ended; its tags cannot change.");
  }
  return contact;
}
