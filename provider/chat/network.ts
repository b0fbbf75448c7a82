import type { Agent as PlainAgent } from "node:http";
import type { Surroundings } from "./surroundings.js";

export const proxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

/**
 * An agent for HTTP and WebSocket that honours HTTP_PROXY, HTTPS_PROXY, NO_PROXY and AWS_CA_BUNDLE, which the AWS SDK
 * and `ws` ignore; `undefined` where none is set, and then none of its code is loaded. Loopback needs no proxy.
 */
export function networkAgent({ environment }: Pick<Surroundings, "environment">): PlainAgent | undefined {
  const proxied = proxyVariables.some((name) => environment[name] || environment[name.toLowerCase()]);
  if (!proxied && !environment.AWS_CA_BUNDLE) return undefined;
  const { NetworkAgent } = require("./network-agent.js") as typeof import("./network-agent.js");
  return new NetworkAgent(environment);
}
