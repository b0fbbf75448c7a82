import type { StartChatContactRequest } from "@aws-sdk/client-connect";
import { DisconnectParticipantCommand } from "@aws-sdk/client-connectparticipant";
import { ChatCheckError } from "../errors.js";
import { untilAborted, within } from "./abort.js";
import type { ServiceTarget } from "./client-settings.js";
import { type Clients, openClients } from "./clients.js";
import { type StartedContact, startContact, stopContact } from "./contact.js";
import type { Surroundings } from "./surroundings.js";
import { recordUnended } from "./unended.js";

export interface Ending {
  readonly target: ServiceTarget;
  readonly surroundings: Surroundings;
  readonly request: StartChatContactRequest & { readonly InstanceId: string; readonly ClientToken: string };
  /** StartChatContact's answer, however it came out; absent when it was never sent. */
  readonly starting: Promise<StartedContact> | undefined;
  /** Present when the customer can leave by itself. */
  readonly connectionToken: string | undefined;
  /** Whether the end of the chat was heard by now. */
  readonly ended: () => boolean;
  /** Leaves out the customer's leave, and waits less. */
  readonly hurried: boolean;
}

const patience = { settleMilliseconds: 5_000, endMilliseconds: 15_000 };
const hurry = { settleMilliseconds: 1_000, endMilliseconds: 2_500 };

/**
 * Leaves as a customer does, then stops the contact, unless its end was heard. A start whose answer did not come is asked for again with the
 * same client token, which names the same contact. Rejects with `CONTACT_NOT_ENDED` when a contact stays.
 */
export async function endContact(ending: Ending): Promise<void> {
  const { target, surroundings, request, hurried } = ending;
  const { settleMilliseconds, endMilliseconds } = hurried ? hurry : patience;
  const deadline = new AbortController();
  const stopTimer = surroundings.after(endMilliseconds, () => deadline.abort(new Error("no answer came in time")));
  const clients = openClients(target, surroundings, { signal: deadline.signal });
  try {
    const settling = settledContact(ending, clients, settleMilliseconds);
    const contact = await untilAborted(settling, deadline.signal).catch((cause: unknown) => {
      throw notEnded(undefined, request.InstanceId, cause);
    });
    if (!contact) return;
    if (!hurried) await untilAborted(leave(ending), deadline.signal).catch(() => {});
    if (ending.ended()) return;
    const stopping = stopContact(clients.connect, request.InstanceId, contact.contactId);
    await untilAborted(stopping, deadline.signal).catch((cause: unknown) => {
      if (ending.ended()) return;
      const unended = { instanceId: request.InstanceId, contactId: contact.contactId };
      const recorded = recordUnended(unended, target, surroundings);
      throw notEnded(contact.contactId, request.InstanceId, cause, recorded);
    });
  } finally {
    stopTimer();
    clients.close();
  }
}

async function leave({ target, surroundings, connectionToken }: Ending): Promise<void> {
  if (!connectionToken) return;
  // DisconnectParticipant is limited to 3 a second; what it does not manage at once, StopContact does.
  const clients = openClients(target, surroundings, { attempts: 1 });
  const command = new DisconnectParticipantCommand({
    ConnectionToken: connectionToken,
    ClientToken: surroundings.newId(),
  });
  await clients.participant.send(command).finally(() => clients.close());
}

async function settledContact(
  { starting, request, surroundings }: Ending,
  clients: Clients,
  settleMilliseconds: number,
): Promise<StartedContact | undefined> {
  if (!starting) return undefined;
  try {
    return await within(settleMilliseconds, unanswered, surroundings, () => starting);
  } catch (reason) {
    return mayHaveStarted(reason) ? await startContact(clients.connect, request) : undefined;
  }
}

const unanswered = new Error("StartChatContact was not answered in time.");

/** Whether the service may have made a contact although no answer told so. */
function mayHaveStarted(reason: unknown): boolean {
  if (reason === unanswered) return true;
  if (!(reason instanceof ChatCheckError)) return false;
  if (reason.code === "SERVICE_ERROR") return true;
  return reason.code === "NETWORK" && !/ECONNREFUSED/.test(reason.message);
}

function notEnded(contactId: string | undefined, instanceId: string, cause: unknown, recorded = false): ChatCheckError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const contact = contactId ? `The contact ${contactId}` : "A contact that StartChatContact may have made";
  return new ChatCheckError({
    code: "CONTACT_NOT_ENDED",
    message: `${contact} could not be ended: ${reason}`,
    hint: contactId
      ? `End it: ${recorded ? `chat-check end ${contactId}, or ` : ""}aws connect stop-contact --instance-id ${instanceId} --contact-id ${contactId}`
      : "Nobody connected to it, so it ends by itself 5 minutes after its start.",
    answer: cause instanceof ChatCheckError ? cause.answer : undefined,
    cause,
  });
}
