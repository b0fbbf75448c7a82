import type {
  CreateParticipantConnectionRequest,
  CreateParticipantConnectionResponse,
} from "@aws-sdk/client-connectparticipant";
import { ServiceError } from "../../errors.js";
import { invitee } from "../access.js";
import type { Services } from "../operation.js";

export function CreateParticipantConnection(
  { contacts, socketOrigin }: Pick<Services, "contacts" | "socketOrigin">,
  { ParticipantToken, Type: types = [], ConnectParticipant }: CreateParticipantConnectionRequest,
): CreateParticipantConnectionResponse {
  const participant = invitee(contacts, ParticipantToken);
  if (ConnectParticipant) {
    const message = "ConnectParticipant is for a customer in message streaming; this chat has no streaming.";
    throw new ServiceError("ValidationException", 400, message);
  }
  const response: CreateParticipantConnectionResponse = {};
  if (types.includes("WEBSOCKET")) {
    const { token, expires } = contacts.socketToken(participant);
    response.Websocket = { Url: `${socketOrigin()}/chat/${token}`, ConnectionExpiry: new Date(expires).toISOString() };
  }
  if (types.includes("CONNECTION_CREDENTIALS")) {
    const { token, expires } = contacts.connectionToken(participant);
    response.ConnectionCredentials = { ConnectionToken: token, Expiry: new Date(expires).toISOString() };
  }
  return response;
}
