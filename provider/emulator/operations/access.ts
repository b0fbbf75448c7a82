import type { Contact } from "../contact.js";
import type { Contacts } from "../contacts.js";
import { accessDenied, explicitDeny, ServiceError } from "../errors.js";
import type { Instance } from "../instance.js";
import type { Participant } from "../participant.js";

/** The participant behind a connection token; 403 for a token that is unknown or expired, or a chat that is over. */
export function speaker(contacts: Contacts, connectionToken = ""): Participant {
  const participant = contacts.byConnectionToken(connectionToken);
  return admitted(contacts, participant, () => contacts.byParticipantToken(connectionToken));
}

/** The participant behind a participant token; 403 for an unknown token or a chat that is over. */
export function invitee(contacts: Contacts, participantToken = ""): Participant {
  const participant = contacts.byParticipantToken(participantToken);
  return admitted(contacts, participant, () => contacts.byConnectionToken(participantToken));
}

function admitted(
  { behaviour }: Contacts,
  participant: Participant | undefined,
  swapped: () => Participant | undefined,
): Participant {
  if (!participant) throw behaviour.swappedToken === "Access denied" && swapped() ? accessDenied() : explicitDeny();
  if (!participant.admitted) throw accessDenied();
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

/** The contact that an operation is to change; 404 where there is none, and refused where it has ended. */
export function openContact(contacts: Contacts, contactId: string | undefined): Contact {
  const contact = existingContact(contacts, contactId);
  if (!contact.ended) return contact;
  const { endedContact: name } = contacts.behaviour;
  throw new ServiceError(name, name === "InvalidRequestException" ? 400 : 404, "The contact has ended.");
}

/** In the words that the real service was seen to use for wrong ids. */
export function notFound(): ServiceError {
  return new ServiceError("ResourceNotFoundException", 404, "Resource not found of Type: null");
}
