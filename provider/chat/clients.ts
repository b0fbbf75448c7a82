import type { ConnectClient } from "@aws-sdk/client-connect";
import type { ConnectParticipantClient } from "@aws-sdk/client-connectparticipant";
import { clientSettings, type ServiceTarget } from "./client-settings.js";
import { openConnectClient } from "./connect-client.js";
import { openParticipantClient } from "./participant-client.js";
import { type Patience, patiently } from "./patience.js";
import { callerArn } from "./role.js";
import type { Surroundings } from "./surroundings.js";

export interface Clients {
  readonly connect: ConnectClient;
  readonly participant: ConnectParticipantClient;
  /** Who calls, as an ARN; `undefined` when that cannot be found out. */
  caller(abortSignal: AbortSignal): Promise<string | undefined>;
  close(): void;
}

type SdkClients = Pick<Clients, "connect" | "participant">;

/** Those of the targets that share theirs; made when they are first asked for. */
const shared = new WeakMap<ServiceTarget, { clients?: SdkClients }>();

/** Clients of both of Amazon Connect's APIs. */
export function openClients(target: ServiceTarget, surroundings: Surroundings, patience: Patience = {}): Clients {
  const sharing = shared.get(target);
  const { connect, participant } = sharing
    ? clientsOf(sharing, target, surroundings)
    : sdkClients(target, surroundings);
  return {
    connect: patient(connect, surroundings, patience),
    participant: patient(participant, surroundings, patience),
    caller: (abortSignal) => callerArn(clientSettings(target, surroundings), abortSignal),
    close() {
      if (!sharing) destroy({ connect, participant });
    },
  };
}

/**
 * Lets all who talk to this very target share its SDK clients from now on, which cost more than a call each; `close` of
 * one of them leaves the others theirs. The answer closes them for all.
 */
export function shareClients(target: ServiceTarget): () => void {
  const sharing: { clients?: SdkClients } = shared.get(target) ?? {};
  shared.set(target, sharing);
  return () => {
    shared.delete(target);
    if (sharing.clients) destroy(sharing.clients);
  };
}

function clientsOf(sharing: { clients?: SdkClients }, target: ServiceTarget, surroundings: Surroundings): SdkClients {
  sharing.clients ??= sdkClients(target, surroundings);
  return sharing.clients;
}

function sdkClients(target: ServiceTarget, surroundings: Surroundings): SdkClients {
  return {
    connect: openConnectClient(target, surroundings, "none"),
    participant: openParticipantClient(target, surroundings),
  };
}

/** The client with a patience of its own. */
function patient<Client extends ConnectClient | ConnectParticipantClient>(
  client: Client,
  surroundings: Surroundings,
  patience: Patience,
): Client {
  const call = client.send.bind(client) as (...args: readonly unknown[]) => Promise<unknown>;
  const send = (...args: readonly unknown[]) => patiently(() => call(...args), surroundings, patience);
  return Object.create(client, { send: { value: send } }) as Client;
}

function destroy({ connect, participant }: SdkClients): void {
  connect.destroy();
  participant.destroy();
}
