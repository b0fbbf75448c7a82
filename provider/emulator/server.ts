import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";

/** How long a client may take, in milliseconds, before its connection is ended with 408. */
export interface Patience {
  /** For the headers of a request. */
  readonly headers: number;
  /** For a whole request. */
  readonly request: number;
  /** How often both are looked at. */
  readonly interval: number;
}

const patience: Patience = { headers: 10_000, request: 60_000, interval: 1_000 };

/** An HTTP server on an address of this machine. */
export interface Listening {
  readonly server: Server;
  readonly port: number;
  /** Cuts every connection and frees the port. */
  close(): Promise<void>;
}

/** Rejects with the system's error where the address cannot be listened on. */
export async function listen(
  listener: RequestListener,
  host: string,
  port: number,
  { headers, request, interval }: Patience = patience,
): Promise<Listening> {
  const server = createServer(
    { headersTimeout: headers, requestTimeout: request, connectionsCheckingInterval: interval, noDelay: true },
    listener,
  );
  const connections = new Set<Socket>();
  server.on("connection", (connection) => {
    connections.add(connection);
    connection.once("close", () => connections.delete(connection));
  });
  server.on("clientError", refuseClient);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, resolve);
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const connection of connections) connection.destroy();
      }),
  };
}

/**
 * Serves a request as if it asked for no other protocol: some clients (Java's for one) offer HTTP/2 with every request,
 * and expect an answer of HTTP/1.1 from who does not speak it.
 */
export function serveWithoutUpgrade(server: Server, request: IncomingMessage, stream: Duplex, head: Buffer): void {
  const { method, url, rawHeaders } = request;
  const lines = rawHeaders.flatMap((name, index) =>
    index % 2 === 1 || /^(upgrade|connection|http2-settings)$/i.test(name) ? [] : [`${name}: ${rawHeaders[index + 1]}`],
  );
  stream.unshift(head);
  stream.unshift(Buffer.from(`${[`${method} ${url} HTTP/1.1`, ...lines].join("\r\n")}\r\n\r\n`, "latin1"));
  server.emit("connection", stream);
}

/** What is not HTTP, or comes too slowly, is answered in HTTP all the same, and its connection ended. */
function refuseClient(error: NodeJS.ErrnoException, stream: Duplex): void {
  if (!stream.writable || error.code === "ECONNRESET") return void stream.destroy();
  const [status, message] = reasons[error.code ?? ""] ?? ["400 Bad Request", "Bad Request"];
  const body = JSON.stringify({ message });
  const headers = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close`;
  stream.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`, () => stream.destroy());
}

const reasons: Readonly<Record<string, readonly [status: string, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ["408 Request Timeout", "Request Timeout"],
  HPE_HEADER_OVERFLOW: ["431 Request Header Fields Too Large", "Request Header Fields Too Large"],
};
