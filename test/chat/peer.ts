import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

/** The other end of a chat's socket: tells what it heard, and says what a test wants. */
export class Peer implements AsyncDisposable {
  readonly heard: string[] = [];
  /** The code that the client closed with. */
  readonly closed: Promise<number>;
  private readonly connection: Promise<WebSocket>;
  private wake: () => void = () => {};

  private constructor(private readonly server: WebSocketServer) {
    this.connection = once(server, "connection").then(([socket]) => {
      (socket as WebSocket).on("message", (data) => {
        this.heard.push(data.toString());
        this.wake();
      });
      return socket as WebSocket;
    });
    this.closed = this.connection.then((socket) => once(socket, "close")).then(([code]) => code as number);
  }

  static async listening(): Promise<Peer> {
    const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
    await once(server, "listening");
    return new Peer(server);
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}/chat/secret`;
  }

  /** Waits until so many frames were heard. */
  async frames(count: number): Promise<readonly string[]> {
    while (this.heard.length < count) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return this.heard;
  }

  async send(frame: string): Promise<void> {
    (await this.connection).send(frame);
  }

  async close(code: number): Promise<void> {
    (await this.connection).close(code);
  }

  async cut(): Promise<void> {
    (await this.connection).terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.server.clients) socket.terminate();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
