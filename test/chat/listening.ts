import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A server on loopback that takes its connections with it when it goes, tunnels and sockets among them. */
export class Listening implements AsyncDisposable {
  private readonly sockets = new Set<Socket>();

  protected constructor(protected readonly server: Server) {
    server.on("connection", (socket) => this.keep(socket));
  }

  protected async listen(): Promise<void> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
  }

  /** Joins two connections until either ends. */
  protected join(one: Socket, other: Socket): void {
    this.keep(one);
    this.keep(other);
    one.pipe(other);
    other.pipe(one);
    one.once("close", () => other.destroy());
    other.once("close", () => one.destroy());
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private keep(socket: Socket): void {
    if (this.sockets.has(socket)) return;
    this.sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => this.sockets.delete(socket));
  }
}
