import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A connection that sends bytes as they are, and keeps what comes back. */
export class RawConnection {
  received = "";
  /** Everything that came, once the other side has ended. */
  readonly ended: Promise<string>;

  private constructor(readonly socket: Socket) {
    socket.on("data", (bytes) => {
      this.received += bytes.toString("latin1");
    });
    socket.on("error", () => {});
    this.ended = new Promise((resolve) => {
      socket.once("close", () => resolve(this.received));
    });
  }

  static async to(origin: string): Promise<RawConnection> {
    const { hostname, port } = new URL(origin);
    const socket = connect({ host: hostname, port: Number(port) });
    const connection = new RawConnection(socket);
    await once(socket, "connect");
    return connection;
  }

  send(bytes: string | Buffer): void {
    if (this.socket.writable) this.socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  }

  /** Waits until this has come. */
  async until(text: string): Promise<void> {
    while (!this.received.includes(text)) {
      if (this.socket.closed) throw new Error(`The connection was closed before ${text} came.`);
      await Promise.race([new Promise((resolve) => this.socket.once("data", resolve)), this.ended]);
    }
  }

  /** Sends no more, and waits for the other side. */
  async finish(): Promise<string> {
    this.socket.end();
    return await this.ended;
  }

  destroy(): void {
    this.socket.destroy();
  }
}
