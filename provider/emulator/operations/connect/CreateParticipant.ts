import type { CreateParticipantRequest, CreateParticipantResponse } from "@aws-sdk/client-connect";
import type { Chat } from "../../chat.js";
import { ServiceError } from "../../errors.js";
import type { Participant } from "../../participant.js";
import { openContact, sameInstance } from "../access.js";
import type { Services } from "../operation.js";

/** Adds the custom participant of a chat: a bot of one's own, who connects with the token of the answer. */
export function CreateParticipant(
  { contacts, instance, quotas }: Pick<Services, "contacts" | "instance" | "quotas">,
  { InstanceId, ContactId, ParticipantDetails: details, ClientToken }: CreateParticipantRequest,
): CreateParticipantResponse {
  sameInstance(instance, InstanceId);
  const { chat } = openContact(contacts, ContactId);
  if (details?.ParticipantRole !== "CUSTOM_BOT") {
    throw new ServiceError("InvalidRequestException", 400, "ParticipantRole must be CUSTOM_BOT in a chat.");
  }
  return chat.clientTokens.once("CreateParticipant", ClientToken, () => {
    refuseTooMany(chat, quotas);
    const participant = chat.add("CUSTOM_BOT", details.DisplayName ?? "CUSTOM_BOT");
    return {
      ParticipantId: participant.id,
      ParticipantCredentials: {
        ParticipantToken: contacts.participantToken(participant),
        Expiry: new Date(chat.deadline).toISOString(),
      },
    };
  });
}

function refuseTooMany(
  { participants }: Chat,
  {
    participantsPerChat,
    customParticipantsPerChat,
  }: Pick<Services["quotas"], "participantsPerChat" | "customParticipantsPerChat">,
): void {
  const present = participants.filter(({ role, left }) => role !== "SYSTEM" && !left);
  refuseAt(participantsPerChat, present, "participants");
  refuseAt(
    customParticipantsPerChat,
    present.filter(({ role }) => role === "CUSTOM_BOT"),
    "custom participants",
  );
}

function refuseAt(most: number, present: readonly Participant[], kind: string): void {
  if (present.length < most) return;
  throw new ServiceError("ServiceQuotaExceededException", 402, `The chat has ${most} ${kind} already.`);
}
