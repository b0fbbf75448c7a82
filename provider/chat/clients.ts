import type { Agent as HttpsAgent } from "node:https";
import { ConnectClient } from "@aws-sdk/client-connect";
import { ConnectParticipantClient } from "@aws-sdk/client-connectparticipant";
import { StandardRetryStrategy } from "@smithy/core/retry";
import { networkAgent } from "./network.js";
import { type Patience, patiently } from "./patience.js";
import { type AssumeRole, callerArn, roleCredentials } from "./role.js";
import type { Surroundings } from "./surroundings.js";

/** Which service to talk to, and as whom; what is left out the AWS SDK finds as it always does. */
export interface ServiceTarget {
  readonly region?: string;
  readonly profile?: string;
  /** Endpoint of both APIs, in place of AWS's own. */
  readonly endpoint?: string;
  /** A role to take before the first call. */
  readonly assumeRole?: AssumeRole;
}

export interface Clients {
  readonly connect: ConnectClient;
  readonly participant: ConnectParticipantClient;
  /** Who calls, as an ARN; `undefined` when that cannot be found out. */
  caller(abortSignal: AbortSignal): Promise<string | undefined>;
  close(): void;
}

const { version } = require("../../package.json") as { version: string };

/** The one place that makes clients of Amazon Connect. */
export function openClients(target: ServiceTarget, surroundings: Surroundings, patience: Patience = {}): Clients {
  const { endpoint, profile, assumeRole } = target;
  const { environment } = surroundings;
  const region = target.region ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION;
  // Each client has an agent of its own, since it takes its agent's connections with it when it is closed.
  const common = () => {
    const agent = networkAgent(surroundings);
    return {
      ...(region ? { region } : {}),
      ...(profile ? { profile } : {}),
      ...(agent ? { requestHandler: { httpAgent: agent, httpsAgent: agent as HttpsAgent } } : {}),
      customUserAgent: [["connect-chat-check", version]] as [string, string][],
    };
  };
  const credentials = assumeRole && roleCredentials(assumeRole, common);
  const own = () => ({ ...common(), ...(credentials ? { credentials } : {}) });
  const shared = () => ({ ...own(), ...(endpoint ? { endpoint } : {}) });
  const connect = new ConnectClient({ ...shared(), retryStrategy: new NetworkRetry(patience.signal) });
  const participant = new ConnectParticipantClient({
    ...shared(),
    retryStrategy: new NetworkRetry(patience.signal),
    // The participant service knows bearer tokens only; without this the SDK asks for credentials all the same.
    httpAuthSchemes: [
      {
        schemeId: "smithy.api#noAuth",
        identityProvider: () => async () => ({}),
        signer: { sign: async (request) => request },
      },
    ],
    httpAuthSchemeProvider: () => [{ schemeId: "smithy.api#noAuth" }],
  });
  const step = { step: "initialize", name: "patience" } as const;
  connect.middlewareStack.add((next) => (args) => patiently(() => next(args), surroundings, patience), step);
  participant.middlewareStack.add((next) => (args) => patiently(() => next(args), surroundings, patience), step);
  return {
    connect,
    participant,
    caller: (abortSignal) => callerArn(own(), abortSignal),
    close() {
      connect.destroy();
      participant.destroy();
    },
  };
}

/** Retries what did not reach the service; rate limits are a matter of `patiently`. */
class NetworkRetry extends StandardRetryStrategy {
  constructor(private readonly signal: AbortSignal | undefined) {
    super(3);
  }

  override async refreshRetryTokenForRetry(
    ...[token, errorInfo]: Parameters<StandardRetryStrategy["refreshRetryTokenForRetry"]>
  ): ReturnType<StandardRetryStrategy["refreshRetryTokenForRetry"]> {
    if (this.signal?.aborted || errorInfo.errorType === "THROTTLING") throw errorInfo.error;
    return super.refreshRetryTokenForRetry(token, errorInfo);
  }
}
