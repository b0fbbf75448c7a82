import type { PersistentChat } from "@aws-sdk/client-connect";
import type { Contact } from "../contact.js";
import type { Contacts } from "../contacts.js";
import { ServiceError } from "../errors.js";
import { existingContact } from "./access.js";

/** The past contact that a chat carries on: the very one, or the last of the session that began with it. */
export function pastContact(
  contacts: Contacts,
  { RehydrationType: type, SourceContactId: id }: PersistentChat,
): Contact {
  const source = existingContact(contacts, id);
  const { chat } = source;
  if (!chat.ended) throw invalid("Only a chat that has ended can be carried on.");
  if (type === "FROM_SEGMENT") return source;
  if (source.id === chat.initialContactId) return chat.contact;
  throw invalid("For ENTIRE_PAST_SESSION, SourceContactId is the initial contact of the past chat.");
}

function invalid(message: string): ServiceError {
  return new ServiceError("InvalidRequestException", 400, message);
}
