import type { Contact } from "../contact.js";
import type { Contacts } from "../contacts.js";
import { accessDenied, explicitDeny, ServiceError } from "../errors.js";
import type { Instance } from "../instance.js";
import type { Participant } from "../participant.js";

/** The participant behind a connection token; 403 for a token that is unknown or expired, or a chat that has ended. */
export function speaker(contacts: Contacts, connectionToken: string | undefined): Participant {
  return whileOpen(contacts.byConnectionToken(connectionToken ?? ""));
}

/** The participant behind a participant token; 403 for an unknown token or a chat that has ended. */
export function invitee(contacts: Contacts, participantToken: string | undefined): Participant {
  return whileOpen(contacts.byParticipantToken(participantToken ?? ""));
}

function whileOpen(participant: Participant | undefined): Participant {
  if (!participant) throw explicitDeny();
  if (participant.contact.ended) throw accessDenied();
  return participant;
}

/** Refuses every instance but the one that there is. */
export function sameInstance(instance: Instance, instanceId: string | undefined): void {
  if (instanceId !== instance.id) throw notFound();
}

export function existingContact(contacts: Contacts, contactId: string | undefined): Contact {
  const contact = contacts.get(contactId ?? "");
  if (!contact) throw notFound();
  return contact;
}

/** In the words that the real service was seen to use for wrong ids. */
export function notFound(): ServiceError {
  return new ServiceError("ResourceNotFoundException", 404, "Resource not found of Type: null");
}
