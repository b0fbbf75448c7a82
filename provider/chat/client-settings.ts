import type { Agent as HttpsAgent } from "node:https";
import { StandardRetryStrategy } from "@smithy/core/retry";
import { networkAgent } from "./network.js";
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
export function clientSettings(target: ServiceTarget, surroundings: Surroundings, endpoint?: string) {
  // Each client has an agent of its own, since it takes its agent's connections with it when it is closed.
  const bare = (url?: string) => {
    const agent = networkAgent(surroundings, url);
    const region = regionOf(target, surroundings);
    return {
      ...(region ? { region } : {}),
      ...(target.profile ? { profile: target.profile } : {}),
      ...(agent ? { requestHandler: { httpAgent: agent, httpsAgent: agent as HttpsAgent } } : {}),
      customUserAgent: [["connect-chat-check", version]] as [string, string][],
    };
  };
  const credentials = target.assumeRole ? roleCredentials(target.assumeRole, bare) : target.credentials;
  return { ...bare(endpoint), ...(credentials ? { credentials } : {}) };
}

/** Settings for a client of Amazon Connect: its endpoint, and no retries of the SDK's own; they are `patiently`'s. */
export function connectSettings(target: ServiceTarget, surroundings: Surroundings) {
  return {
    ...clientSettings(target, surroundings, target.endpoint),
    ...(target.endpoint ? { endpoint: target.endpoint } : {}),
    retryStrategy: new StandardRetryStrategy(1),
  };
}

const { version } = require("../../package.json") as { version: string };
