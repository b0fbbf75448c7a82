import { type ConnectParticipantClient, CreateParticipantConnectionCommand } from "@aws-sdk/client-connectparticipant";
import { ChatCheckError } from "../errors.js";
import { serviceError } from "./service-error.js";

/** What CreateParticipantConnection gave. URL and connection token are secrets. */
export interface Connection {
  readonly url: string;
  readonly connectionToken: string;
  /** ISO 8601: until when the URL can be connected to. */
  readonly connectionExpiry: string;
}

/** Asks for WEBSOCKET and CONNECTION_CREDENTIALS; both must come. */
export async function createConnection(
  client: ConnectParticipantClient,
  participantToken: string,
  abortSignal: AbortSignal,
): Promise<Connection> {
  const command = new CreateParticipantConnectionCommand({
    ParticipantToken: participantToken,
    Type: ["WEBSOCKET", "CONNECTION_CREDENTIALS"],
  });
  const { Websocket, ConnectionCredentials } = await client.send(command, { abortSignal }).catch((cause: unknown) => {
    throw serviceError("CreateParticipantConnection", cause);
  });
  if (!Websocket?.Url || !ConnectionCredentials?.ConnectionToken) {
    throw new ChatCheckError({
      code: "SERVICE_ERROR",
      message: "CreateParticipantConnection answered without WebSocket URL or connection token.",
      hint: "Check that the endpoint is Amazon Connect's participant service.",
    });
  }
  return {
    url: Websocket.Url,
    connectionToken: ConnectionCredentials.ConnectionToken,
    connectionExpiry: Websocket.ConnectionExpiry ?? "",
  };
}
