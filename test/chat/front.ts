import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request as send } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Emulator } from "../../provider/emulator/index.js";
import { Listening } from "./listening.js";

export interface Seen {
  /** Method and path, such as `PUT /contact/chat`; the last segment of a socket's path is left out. */
  readonly line: string;
  /** The port of the other side. */
  readonly port: number | undefined;
  readonly authorization: string | undefined;
}

export interface Name {
  readonly host: string;
  readonly certificate?: { readonly key: string; readonly cert: string };
}

/** Stands before an emulator under another name, with TLS where it has a certificate; sockets go through it as well. */
export class Front extends Listening {
  readonly seen: Seen[] = [];

  private constructor(
    server: Listening["server"],
    emulator: Emulator,
    private readonly name: Name,
  ) {
    super(server);
    server.on("request", async (request, response) => {
      this.see(request);
      const { url, method } = request;
      const forwarded = send(`${emulator.url}${url}`, { method, headers: withoutHost(request), agent: false });
      forwarded.end(await buffer(request));
      const [answer] = (await once(forwarded, "response")) as [IncomingMessage];
      const text = (await buffer(answer)).toString().replaceAll(socketOrigin(emulator.url), socketOrigin(this.url));
      const { "transfer-encoding": _chunked, ...answered } = answer.headers;
      response.writeHead(answer.statusCode ?? 0, { ...answered, "content-length": Buffer.byteLength(text) });
      response.end(text);
    });
    server.on("upgrade", (request, socket, head) => {
      this.see(request);
      const onward = connect(Number(new URL(emulator.url).port), "127.0.0.1");
      const headers = Object.entries(withoutHost(request)).map(([name, value]) => `${name}: ${value}`);
      const host = `host: ${new URL(emulator.url).host}`;
      onward.write([`GET ${request.url} HTTP/1.1`, host, ...headers, "", ""].join("\r\n"));
      onward.write(head);
      this.join(socket as Socket, onward);
    });
  }

  static async of(emulator: Emulator, name: Name): Promise<Front> {
    const { certificate } = name;
    const front = new Front(certificate ? createSecureServer(certificate) : createServer(), emulator, name);
    await front.listen();
    return front;
  }

  get url(): string {
    return `${this.name.certificate ? "https" : "http"}://${this.name.host}:${this.port}`;
  }

  private see({ method, url = "", headers, socket }: IncomingMessage): void {
    const path = url.replace(/^(\/chat\/).*/, "$1");
    this.seen.push({ line: `${method} ${path}`, port: socket.remotePort, authorization: headers.authorization });
  }
}

function socketOrigin(url: string): string {
  return url.replace(/^http/, "ws");
}

/** The emulator answers to its own name only. */
function withoutHost({ headers: { host: _host, ...headers } }: IncomingMessage): IncomingHttpHeaders {
  return headers;
}
