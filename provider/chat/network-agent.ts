import { readFileSync } from "node:fs";
import { type ClientRequest, Agent as PlainAgent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import type { Duplex } from "node:stream";
import { rootCertificates } from "node:tls";
import { Agent, type AgentConnectOpts } from "agent-base";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";
import { ChatCheckError } from "../errors.js";
import { proxyVariables } from "./network.js";
import type { Surroundings } from "./surroundings.js";

interface Trust {
  readonly ca?: string[];
}

/** Through the proxies of the environment, trusting what its bundle says. */
export class NetworkAgent extends Agent {
  private readonly plain = new PlainAgent({ keepAlive: true });
  private trust: Trust | undefined;
  private secure: SecureAgent | undefined;

  constructor(private readonly environment: Surroundings["environment"]) {
    super({ keepAlive: true });
  }

  override async connect(request: ClientRequest, options: AgentConnectOpts): Promise<Duplex | PlainAgent> {
    // At the first connection, so that what is wrong with the bundle is that connection's error.
    this.trust ??= trustOf(this.environment);
    this.secure ??= new SecureAgent({ keepAlive: true, ...this.trust });
    const { host = "", port, secureEndpoint } = options;
    const url = `${secureEndpoint ? "https" : "http"}://${host.includes(":") ? `[${host}]` : host}:${port}`;
    const proxy = isLoopback(host) ? "" : withScheme(getProxyForUrl(url), this.environment);
    if (proxy === "") return secureEndpoint ? this.secure : this.plain;
    if (!isUsable(proxy)) throw proxyError("the proxy of the environment", "its URL is not valid");
    const name = `the proxy ${new URL(proxy).host}`;
    const tunnel = new HttpsProxyAgent(proxy, this.trust);
    let refusal: number | undefined;
    request.once("proxyConnect", ({ statusCode }: { statusCode: number }) => {
      if (statusCode !== 200) refusal = statusCode;
    });
    const tunnelled = tunnel.connect(request, { ...options, ...this.trust } as Parameters<typeof tunnel.connect>[1]);
    const socket = await tunnelled.catch((cause: Error) => {
      throw proxyError(name, cause.message, cause);
    });
    if (refusal === undefined) return socket;
    socket.destroy();
    throw proxyError(name, `it answered CONNECT with HTTP ${refusal}`);
  }

  override destroy(): void {
    this.plain.destroy();
    this.secure?.destroy();
    super.destroy();
  }
}

/** A proxy without a scheme gets the request's; other tools take it for one of plain HTTP, and so do we. */
function withScheme(proxy: string, environment: Surroundings["environment"]): string {
  const bare = proxy.replace(/^https:\/\//, "");
  if (bare === proxy) return proxy;
  const written = proxyVariables.flatMap((name) => [environment[name], environment[name.toLowerCase()]]);
  return written.includes(bare) ? `http://${bare}` : proxy;
}

/** `HttpsProxyAgent` would leave a socket behind, whose error nobody hears, where it cannot decode the credentials. */
function isUsable(proxy: string): boolean {
  try {
    const { username, password } = new URL(proxy);
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

/** Takes the proxy's name, never its URL, which may hold credentials. */
function proxyError(name: string, reason: string, cause?: Error): Error {
  const error = new Error(`${name}: ${reason}`, { cause });
  return Object.assign(error, { code: "EPROXY" });
}

function trustOf({ AWS_CA_BUNDLE: bundle, NODE_EXTRA_CA_CERTS: extra }: Surroundings["environment"]): Trust {
  return bundle ? { ca: trusted(bundle, extra) } : {};
}

/** A bundle takes the place of all that Node trusts by itself, the certificates of NODE_EXTRA_CA_CERTS among it. */
function trusted(bundle: string, extra: string | undefined): string[] {
  try {
    return [...rootCertificates, ...(extra ? certificatesOf(extra) : []), readFileSync(bundle, "utf8")];
  } catch (cause) {
    throw new ChatCheckError({
      code: "NETWORK_CERTIFICATE",
      message: `AWS_CA_BUNDLE names a file that cannot be read: ${(cause as Error).message}.`,
      hint: "Correct AWS_CA_BUNDLE, or unset it.",
      cause,
    });
  }
}

/** Of a file that cannot be read Node itself has warned already. */
function certificatesOf(file: string): string[] {
  try {
    return [readFileSync(file, "utf8")];
  } catch {
    return [];
  }
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
