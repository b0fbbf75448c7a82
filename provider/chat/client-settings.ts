import type { Agent as HttpsAgent } from "node:https";
import { StandardRetryStrategy } from "@smithy/core/retry";
import { networkAgent } from "./network.js";
import { type Patience, patiently } from "./patience.js";
import { type AssumeRole, roleCredentials } from "./role.js";
import type { Surroundings } from "./surroundings.js";

/** Which service to talk to, and as whom; what is left out the AWS SDK finds as it always does. */
export interface ServiceTarget {
  readonly region?: string;
  readonly profile?: string;
  /** Endpoint of both APIs, in place of AWS's own. */
  readonly endpoint?: string;
  /** A role to take before the first call. */
  readonly assumeRole?: AssumeRole;
  /** Credentials for a service that does not look at them. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The region to call, as far as target and environment tell; the AWS configuration may tell it where they do not. */
export function regionOf({ region }: ServiceTarget, { environment }: Surroundings): string | undefined {
  return region ?? (environment.AWS_REGION || environment.AWS_DEFAULT_REGION || undefined);
}

/** What all clients of AWS have in common; `endpoint` is for those of Amazon Connect alone. */
export function clientSettings(target: ServiceTarget, surroundings: Surroundings) {
  // Each client has an agent of its own, since it takes its agent's connections with it when it is closed.
  const bare = () => {
    const agent = networkAgent(surroundings);
    const region = regionOf(target, surroundings);
    return {
      ...(region ? { region } : {}),
      ...(target.profile ? { profile: target.profile } : {}),
      ...(agent ? { requestHandler: { httpAgent: agent, httpsAgent: agent as HttpsAgent } } : {}),
      customUserAgent: [["connect-chat-check", version]] as [string, string][],
    };
  };
  const credentials = target.assumeRole ? roleCredentials(target.assumeRole, bare) : target.credentials;
  return { ...bare(), ...(credentials ? { credentials } : {}) };
}

/** Settings for a client of Amazon Connect: its endpoint, and no retries but those of the network. */
export function connectSettings(target: ServiceTarget, surroundings: Surroundings, { signal, attempts }: Patience) {
  return {
    ...clientSettings(target, surroundings),
    ...(target.endpoint ? { endpoint: target.endpoint } : {}),
    retryStrategy: new NetworkRetry(signal, Math.min(attempts ?? mostNetworkAttempts, mostNetworkAttempts)),
  };
}

interface Stack {
  add(
    middleware: <Input extends object, Output extends object>(
      next: (args: Input) => Promise<Output>,
    ) => (args: Input) => Promise<Output>,
    options: { readonly step: "initialize"; readonly name: string },
  ): void;
}

/** Lets every call of a client wait out rate limits. */
export function withPatience(stack: unknown, surroundings: Surroundings, patience: Patience): void {
  (stack as Stack).add((next) => (args) => patiently(() => next(args), surroundings, patience), {
    step: "initialize",
    name: "patience",
  });
}

const { version } = require("../../package.json") as { version: string };

const mostNetworkAttempts = 3;

/** Retries what did not reach the service; rate limits are a matter of `patiently`. */
class NetworkRetry extends StandardRetryStrategy {
  constructor(
    private readonly signal: AbortSignal | undefined,
    attempts: number,
  ) {
    super(attempts);
  }

  override async refreshRetryTokenForRetry(
    ...[token, errorInfo]: Parameters<StandardRetryStrategy["refreshRetryTokenForRetry"]>
  ): ReturnType<StandardRetryStrategy["refreshRetryTokenForRetry"]> {
    if (this.signal?.aborted || errorInfo.errorType === "THROTTLING") throw errorInfo.error;
    return super.refreshRetryTokenForRetry(token, errorInfo);
  }
}
