import type { CreateParticipantConnectionResponse } from "@aws-sdk/client-connectparticipant";
import type { Participant } from "../participant.js";
import type { Services } from "./operation.js";

/** A way for a participant to connect: a socket's URL, a connection token, or both, as asked for. */
export function connectionOf(
  { contacts, socketOrigin }: Pick<Services, "contacts" | "socketOrigin">,
  participant: Participant,
  types: readonly string[],
): Pick<CreateParticipantConnectionResponse, "Websocket" | "ConnectionCredentials"> {
  const connection: CreateParticipantConnectionResponse = {};
  if (types.includes("WEBSOCKET")) {
    const { token, expires } = contacts.socketToken(participant);
    connection.Websocket = {
      Url: `${socketOrigin()}/chat/${token}`,
      ConnectionExpiry: new Date(expires).toISOString(),
    };
  }
  if (types.includes("CONNECTION_CREDENTIALS")) {
    const { token, expires } = contacts.connectionToken(participant);
    connection.ConnectionCredentials = { ConnectionToken: token, Expiry: new Date(expires).toISOString() };
  }
  return connection;
}
