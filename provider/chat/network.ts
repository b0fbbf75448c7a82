import type { Agent as PlainAgent } from "node:http";
import type { Surroundings } from "./surroundings.js";

export const proxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

/**
 * An agent for HTTP and WebSocket that honours HTTP_PROXY, HTTPS_PROXY, NO_PROXY and AWS_CA_BUNDLE, which the AWS SDK
 * and `ws` ignore; `undefined` where none is set or none is needed to reach the URL, and then none of its code is loaded.
 */
export function networkAgent({ environment }: Pick<Surroundings, "environment">, url?: string): PlainAgent | undefined {
  if (url !== undefined && isPlainLoopback(url)) return undefined;
  const proxied = proxyVariables.some((name) => environment[name] || environment[name.toLowerCase()]);
  if (!proxied && !environment.AWS_CA_BUNDLE) return undefined;
  const { NetworkAgent } = require("./network-agent.js") as typeof import("./network-agent.js");
  return new NetworkAgent(environment);
}

/** Loopback needs no proxy, and without TLS no certificate either. */
function isPlainLoopback(url: string): boolean {
  return /^(http|ws):\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?(\/|\?|$)/i.test(url);
}
