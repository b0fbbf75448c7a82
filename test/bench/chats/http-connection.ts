import { once } from "node:events";
import { connect, type Socket } from "node:net";

const headersEnd = Buffer.from("\r\n\r\n");

/** One connection that is kept: a request is a text, and the next one waits for its answer. Costs next to nothing. */
export class HttpConnection {
  private received: Buffer = Buffer.alloc(0);
  private answered: (body: string) => void = () => {};
  private failed: (error: Error) => void = () => {};

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.receive(chunk));
    socket.on("error", (error) => this.failed(error));
    socket.on("close", () => this.failed(new Error("The server closed the connection.")));
  }

  static async to(url: string): Promise<HttpConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    return new HttpConnection(socket);
  }

  /** Resolves with the body of an answer of status 200; rejects otherwise. */
  send(request: string): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.socket.destroyed) throw new Error("The server closed the connection before.");
      this.answered = resolve;
      this.failed = reject;
      this.socket.write(request);
    });
  }

  close(): void {
    this.failed = () => {};
    this.socket.destroy();
  }

  private receive(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const head = this.received.indexOf(headersEnd);
    if (head < 0) return;
    const headers = this.received.toString("latin1", 0, head);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(headers)?.[1]);
    const start = head + headersEnd.length;
    if (this.received.length < start + length) return;
    const body = this.received.toString("utf8", start, start + length);
    this.received = Buffer.alloc(0);
    if (headers.startsWith("HTTP/1.1 200 ")) this.answered(body);
    else this.failed(new Error(`${headers.split("\r\n")[0]}: ${body}`));
  }
}

/** A request as it goes over the wire. */
export function requestText(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): string {
  const lines = Object.entries({
    host: "127.0.0.1",
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`;
}
