import { ConnectClient } from "@aws-sdk/client-connect";
import { ConnectParticipantClient } from "@aws-sdk/client-connectparticipant";
import { StandardRetryStrategy } from "@smithy/core/retry";
import type { Surroundings } from "./surroundings.js";

/** Which service to talk to, and as whom; what is left out the AWS SDK finds as it always does. */
export interface ServiceTarget {
  readonly region?: string;
  readonly profile?: string;
  /** Endpoint of both APIs, in place of AWS's own. */
  readonly endpoint?: string;
}

export interface Clients {
  readonly connect: ConnectClient;
  readonly participant: ConnectParticipantClient;
  close(): void;
}

const { version } = require("../../package.json") as { version: string };

/** How long to go on trying. */
export interface Patience {
  /** Attempts at a call that is throttled. Default 10. */
  readonly attempts?: number;
  /** Once aborted, no further attempt is made; one that is under way goes on. */
  readonly signal?: AbortSignal;
}

/** The one place that makes SDK clients. */
export function openClients(target: ServiceTarget, { environment }: Surroundings, patience: Patience = {}): Clients {
  const { endpoint, profile } = target;
  const region = target.region ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION;
  const shared = {
    ...(region ? { region } : {}),
    ...(profile ? { profile } : {}),
    ...(endpoint ? { endpoint } : {}),
    customUserAgent: [["connect-chat-check", version]] as [string, string][],
  };
  const connect = new ConnectClient({ ...shared, retryStrategy: new PatientRetry(patience) });
  const participant = new ConnectParticipantClient({
    ...shared,
    retryStrategy: new PatientRetry(patience),
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
  return {
    connect,
    participant,
    close() {
      connect.destroy();
      participant.destroy();
    },
  };
}

/**
 * Waits out rate limits with the SDK's jittered backoff for as long as the check may last; a quota that is full
 * (`LimitExceededException`, which the SDK takes for throttling) is final at once.
 */
class PatientRetry extends StandardRetryStrategy {
  constructor(private readonly patience: Patience) {
    super(patience.attempts ?? 10);
  }

  override async refreshRetryTokenForRetry(
    ...[token, errorInfo]: Parameters<StandardRetryStrategy["refreshRetryTokenForRetry"]>
  ): ReturnType<StandardRetryStrategy["refreshRetryTokenForRetry"]> {
    const name = (errorInfo.error as Error | undefined)?.name;
    const unreachable = errorInfo.errorType === "TRANSIENT" && token.getRetryCount() >= 2;
    if (this.patience.signal?.aborted || name === "LimitExceededException" || unreachable) throw errorInfo.error;
    return super.refreshRetryTokenForRetry(token, errorInfo);
  }
}
