import { readFileSync } from "node:fs";
import { type ClientRequest, Agent as PlainAgent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import type { Duplex } from "node:stream";
import { rootCertificates } from "node:tls";
import { Agent, type AgentConnectOpts } from "agent-base";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";
import { ChatCheckError } from "../errors.js";
import type { Surroundings } from "./surroundings.js";

const proxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

/**
 * An agent for HTTP and WebSocket that honours HTTP_PROXY, HTTPS_PROXY, NO_PROXY and AWS_CA_BUNDLE, which the AWS SDK
 * and `ws` ignore; `undefined` where none is set. NODE_EXTRA_CA_CERTS is Node's own. Loopback needs no proxy.
 */
export function networkAgent({ environment }: Pick<Surroundings, "environment">): PlainAgent | undefined {
  const proxied = proxyVariables.some((name) => environment[name] || environment[name.toLowerCase()]);
  const bundle = environment.AWS_CA_BUNDLE;
  if (!proxied && !bundle) return undefined;
  return new NetworkAgent(bundle ? { ca: trusted(bundle) } : {});
}

class NetworkAgent extends Agent {
  private readonly plain = new PlainAgent({ keepAlive: true });
  private readonly secure: SecureAgent;

  constructor(private readonly trust: { readonly ca?: string[] }) {
    super({ keepAlive: true });
    this.secure = new SecureAgent({ keepAlive: true, ...trust });
  }

  override async connect(request: ClientRequest, options: AgentConnectOpts): Promise<Duplex | PlainAgent> {
    const { host = "", port, secureEndpoint } = options;
    const url = `${secureEndpoint ? "https" : "http"}://${host.includes(":") ? `[${host}]` : host}:${port}`;
    const proxy = isLoopback(host) ? "" : getProxyForUrl(url);
    if (proxy === "") return secureEndpoint ? this.secure : this.plain;
    const tunnel = new HttpsProxyAgent(proxy, this.trust);
    let refusal: number | undefined;
    request.once("proxyConnect", ({ statusCode }: { statusCode: number }) => {
      if (statusCode !== 200) refusal = statusCode;
    });
    const tunnelled = tunnel.connect(request, { ...options, ...this.trust } as Parameters<typeof tunnel.connect>[1]);
    const socket = await tunnelled.catch((cause: Error) => {
      throw proxyError(proxy, cause.message, cause);
    });
    if (refusal === undefined) return socket;
    socket.destroy();
    throw proxyError(proxy, `it answered CONNECT with HTTP ${refusal}`);
  }

  override destroy(): void {
    this.plain.destroy();
    this.secure.destroy();
    super.destroy();
  }
}

/** Names the proxy without the credentials that its URL may hold. */
function proxyError(proxy: string, reason: string, cause?: Error): Error {
  const error = new Error(`the proxy ${new URL(proxy).host}: ${reason}`, { cause });
  return Object.assign(error, { code: "EPROXY" });
}

function trusted(bundle: string): string[] {
  try {
    return [...rootCertificates, readFileSync(bundle, "utf8")];
  } catch (cause) {
    throw new ChatCheckError({
      code: "NETWORK_CERTIFICATE",
      message: `AWS_CA_BUNDLE names a file that cannot be read: ${(cause as Error).message}.`,
      hint: "Correct AWS_CA_BUNDLE, or unset it.",
      cause,
    });
  }
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
