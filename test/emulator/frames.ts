import { once } from "node:events";
import type { Item } from "@aws-sdk/client-connectparticipant";
import { WebSocket } from "ws";

export const subscribe = '{"topic":"aws/subscribe","content":{"topics":["aws/chat"]}}';
export const subscribed = '{"topic":"aws/subscribe","content":{"status":"success","topics":["aws/chat"]}}';
export const ping = '{"topic":"aws/ping"}';
export const pong = '{"topic":"aws/ping","statusCode":200,"statusContent":"OK"}';

const eventPrefix = "application/vnd.amazonaws.connect.event.";

/** A WebSocket whose frames can be waited for, each read once. */
export class Frames {
  readonly received: string[] = [];
  /** The code that the socket was closed with. */
  readonly closed: Promise<number>;
  private read = 0;
  private wake: () => void = () => {};

  private constructor(private readonly socket: WebSocket) {
    socket.on("message", (data) => {
      this.received.push(data.toString());
      this.wake();
    });
    this.closed = once(socket, "close").then(([code]) => {
      this.wake();
      return code as number;
    });
  }

  static async open(url: string): Promise<Frames> {
    const socket = new WebSocket(url);
    const frames = new Frames(socket);
    await once(socket, "open");
    return frames;
  }

  send(frame: string): void {
    this.socket.send(frame);
  }

  /** The first frame not read yet that the predicate holds for; those before it count as read. */
  async next(predicate: (frame: string) => boolean = () => true): Promise<string> {
    for (;;) {
      while (this.read < this.received.length) {
        const frame = this.received[this.read++] ?? "";
        if (predicate(frame)) return frame;
      }
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error("The socket was closed before such a frame.");
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /** The next item of the chat that the predicate holds for. */
  async nextItem(predicate: (item: Item) => boolean = () => true): Promise<Item> {
    const frame = await this.next((text) => isChat(text) && predicate(itemOf(text)));
    return itemOf(frame);
  }

  nextEvent(name: string): Promise<Item> {
    return this.nextItem(({ ContentType }) => ContentType === `${eventPrefix}${name}`);
  }

  /** Waits until the server has answered everything that was sent, and tells all that came. */
  async settled(): Promise<readonly string[]> {
    this.send(ping);
    await this.next((frame) => frame === pong);
    return this.received;
  }

  async close(): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }
}

/** The HTTP status that refuses a WebSocket's handshake. */
export function refusedHandshake(url: string): Promise<number | undefined> {
  const socket = new WebSocket(url);
  return new Promise((resolve, reject) => {
    socket.on("unexpected-response", (_request, response) => {
      response.resume();
      socket.terminate();
      resolve(response.statusCode);
    });
    socket.on("open", () => {
      socket.terminate();
      reject(new Error("The handshake was not refused."));
    });
    socket.on("error", reject);
  });
}

function isChat(frame: string): boolean {
  return (JSON.parse(frame) as { topic?: string }).topic === "aws/chat";
}

function itemOf(frame: string): Item {
  return JSON.parse((JSON.parse(frame) as { content: string }).content) as Item;
}
