import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import { ChatCheckError } from "../errors.js";
import { frameOf, heartbeatFrame, pingFrame, subscribeFrame } from "./frame.js";
import { type ChatItem, chatItem, isChunk } from "./item.js";
import { networkAgent } from "./network.js";
import { serviceError } from "./service-error.js";
import type { Surroundings } from "./surroundings.js";

const heartbeatMilliseconds = 10_000;
const goodbye = 1000;

/** The customer's WebSocket: opened by the URL of CreateParticipantConnection, subscribed, kept alive, heard. */
export class ChatSocket {
  /** Who waits for an answer to a ping, in the order of the pings. */
  private readonly pinged: (() => void)[] = [];
  private subscribing: { resolve(): void; reject(reason: ChatCheckError): void } | undefined;
  private stopHeartbeat: () => void = () => {};
  private closing = false;
  private loss: ChatCheckError | undefined;

  private constructor(
    private readonly socket: WebSocket,
    private readonly surroundings: Surroundings,
    private readonly heard: (item: ChatItem) => void,
    private readonly lost: (reason: ChatCheckError) => void,
  ) {
    socket.on("message", (data) => this.read(data.toString()));
    socket.on("close", (code) => this.closed(code));
    socket.on("error", () => socket.terminate());
  }

  /** Resolves when the socket is open, which is before it is subscribed. `expiry`: until when the URL can be used. */
  static open(
    url: string,
    surroundings: Surroundings,
    heard: (item: ChatItem) => void,
    lost: (reason: ChatCheckError) => void,
    expiry: number,
  ): { readonly opened: Promise<ChatSocket>; abandon(): void } {
    const socket = new WebSocket(url, { agent: networkAgent(surroundings, url) });
    const opened = new Promise<ChatSocket>((resolve, reject) => {
      socket.once("open", () => resolve(new ChatSocket(socket, surroundings, heard, lost)));
      socket.once("unexpected-response", (_request, response) => {
        response.resume();
        reject(surroundings.now() > expiry ? expired(response) : refused(response));
      });
      socket.once("error", (cause) => reject(serviceError("the WebSocket", cause)));
    });
    opened.catch(() => {});
    return { opened, abandon: () => socket.terminate() };
  }

  /** Resolves when `aws/subscribe` was answered with success. */
  subscribe(): Promise<void> {
    if (this.loss) return Promise.reject(this.loss);
    const subscribed = new Promise<void>((resolve, reject) => {
      this.subscribing = { resolve, reject };
    });
    subscribed.catch(() => {});
    this.socket.send(subscribeFrame);
    this.beat();
    return subscribed;
  }

  /** Resolves when a ping was answered: what the service had sent before has been heard by then. */
  settled(): Promise<void> {
    if (this.socket.readyState !== WebSocket.OPEN) return Promise.resolve();
    return new Promise((resolve) => {
      this.pinged.push(resolve);
      this.socket.send(pingFrame);
    });
  }

  close(): void {
    this.closing = true;
    this.stopHeartbeat();
    if (this.socket.readyState === WebSocket.OPEN) this.socket.close(goodbye);
    this.socket.terminate();
  }

  private beat(): void {
    this.pinged.push(() => {});
    this.socket.send(pingFrame);
    this.socket.send(heartbeatFrame);
    this.stopHeartbeat = this.surroundings.after(heartbeatMilliseconds, () => this.beat());
  }

  private read(text: string): void {
    const frame = frameOf(text);
    if (frame.topic === "aws/chat") {
      if (!isChunk(frame.item)) this.heard(chatItem(frame.item));
    } else if (frame.topic === "aws/ping") {
      this.pinged.shift()?.();
    } else if (frame.topic === "aws/subscribe") {
      if (frame.status === "success") this.subscribing?.resolve();
      else this.subscribing?.reject(subscriptionRefused(frame.status));
      this.subscribing = undefined;
    }
  }

  private closed(code: number): void {
    this.stopHeartbeat();
    for (const answer of this.pinged.splice(0)) answer();
    if (this.closing) return;
    this.loss = dropped(code);
    this.subscribing?.reject(this.loss);
    this.lost(this.loss);
  }
}

function refused(response: IncomingMessage): ChatCheckError {
  return new ChatCheckError({
    code: "SOCKET_REFUSED",
    message: `The chat's WebSocket was refused with HTTP ${response.statusCode}.`,
    hint: "Look for a proxy that does not let WebSockets through; if there is none, run the check again.",
  });
}

function expired(response: IncomingMessage): ChatCheckError {
  return new ChatCheckError({
    code: "SOCKET_EXPIRED",
    message: `The chat's WebSocket was refused with HTTP ${response.statusCode}: its URL had expired.`,
    hint: "A URL can be used for 100 s. Look for what delays this machine, and check that its clock is right.",
  });
}

function subscriptionRefused(status: string): ChatCheckError {
  return new ChatCheckError({
    code: "SUBSCRIPTION_REFUSED",
    message: `The subscription to the chat was answered with ${status}.`,
    hint: "Run the check again; if it persists, the chat has probably ended: look at the contact's disconnect reason.",
  });
}

function dropped(code: number): ChatCheckError {
  return new ChatCheckError({
    code: "SOCKET_DROPPED",
    message: `The chat's WebSocket was closed from the other side (code ${code}).`,
    hint: "Run the check again; if it persists, look for a proxy or firewall that cuts WebSockets.",
  });
}
