import type { DisconnectParticipantRequest, DisconnectParticipantResponse } from "@aws-sdk/client-connectparticipant";
import { speaker } from "../access.js";
import type { Services } from "../operation.js";

export function DisconnectParticipant(
  { contacts }: Pick<Services, "contacts">,
  { ConnectionToken }: DisconnectParticipantRequest,
): DisconnectParticipantResponse {
  const participant = speaker(contacts, ConnectionToken);
  participant.chat.leave(participant);
  return {};
}
