import type { ConnectClient } from "@aws-sdk/client-connect";
import type { ConnectParticipantClient } from "@aws-sdk/client-connectparticipant";
import { clientSettings, type ServiceTarget } from "./client-settings.js";
import { openConnectClient } from "./connect-client.js";
import { openParticipantClient } from "./participant-client.js";
import type { Patience } from "./patience.js";
import { callerArn } from "./role.js";
import type { Surroundings } from "./surroundings.js";

export interface Clients {
  readonly connect: ConnectClient;
  readonly participant: ConnectParticipantClient;
  /** Who calls, as an ARN; `undefined` when that cannot be found out. */
  caller(abortSignal: AbortSignal): Promise<string | undefined>;
  close(): void;
}

/** Clients of both of Amazon Connect's APIs. */
export function openClients(target: ServiceTarget, surroundings: Surroundings, patience: Patience = {}): Clients {
  const connect = openConnectClient(target, surroundings, patience);
  const participant = openParticipantClient(target, surroundings, patience);
  return {
    connect,
    participant,
    caller: (abortSignal) => callerArn(clientSettings(target, surroundings), abortSignal),
    close() {
      connect.destroy();
      participant.destroy();
    },
  };
}
