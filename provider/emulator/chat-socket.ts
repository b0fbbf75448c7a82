import { type RawData, WebSocket } from "ws";
import { arrive } from "./arrival.js";
import type { Services } from "./operations/operation.js";
import type { Participant, Socket } from "./participant.js";
import { befall } from "./socket-faults.js";

export const goingAway = 1001;
const minutes = 60_000;

/** What a client may leave unread before its socket is cut, so that a slow one costs nobody else. */
const mostUnreadBytes = 1_048_576;

/** One WebSocket of a participant: control frames are answered, and what happens in the chat is sent once it subscribed. */
export class ChatSocket implements Socket {
  subscribed = false;
  private cancelIdle = () => {};
  private cancelLife = () => {};

  constructor(
    private readonly webSocket: WebSocket,
    private readonly participant: Participant,
    private readonly services: Services,
  ) {
    participant.sockets.set(this, this);
    webSocket.on("close", () => this.closed());
    webSocket.on("error", () => webSocket.terminate());
    webSocket.on("message", (data) => this.receive(data));
    const { socketLifeMinutes } = services.behaviour;
    if (socketLifeMinutes > 0) this.cancelLife = this.closeAfter(socketLifeMinutes);
    this.awake();
  }

  /** Sends a frame of the chat. */
  send(frame: string): void {
    const { faults, clock } = this.services;
    befall(this.webSocket, faults.takeFrame(frame), clock, () => this.write(frame));
  }

  close(code: number): void {
    this.webSocket.close(code);
  }

  private receive(data: RawData): void {
    const frame = data.toString();
    this.awake();
    switch (topicOf(frame)) {
      case "aws/subscribe":
        this.subscribe(topicsOf(frame));
        break;
      case "aws/unsubscribe":
        this.subscribed = false;
        this.write('{"topic":"aws/unsubscribe","content":{"status":"success","topics":["aws/chat"]}}');
        break;
      case "aws/ping":
        this.answer("ping", '{"topic":"aws/ping","statusCode":200,"statusContent":"OK"}');
        break;
      case "aws/heartbeat":
        this.answer("heartbeat", '{"topic":"aws/heartbeat"}');
        break;
      default:
        this.write('{"message":"Forbidden","connectionId":"emulator","requestId":"emulator"}');
    }
  }

  private subscribe(topics: readonly string[]): void {
    const { faults, clock } = this.services;
    const fault = faults.take("subscribe");
    const answer = (status: "success" | "failure") =>
      this.write(JSON.stringify({ topic: "aws/subscribe", content: { status, topics } }));
    const subscribe = () => {
      const known = topics.length === 1 && topics[0] === "aws/chat";
      answer(known && this.participant.admitted ? "success" : "failure");
      if (!known || !this.participant.admitted) return;
      this.subscribed = true;
      arrive(this.participant, this.services);
    };
    if (fault === "refuse") answer("failure");
    else befall(this.webSocket, fault, clock, subscribe);
  }

  private answer(point: "ping" | "heartbeat", frame: string): void {
    const { faults, clock } = this.services;
    befall(this.webSocket, faults.take(point), clock, () => this.write(frame));
  }

  private write(frame: string): void {
    if (this.webSocket.bufferedAmount > mostUnreadBytes) this.webSocket.terminate();
    else if (this.webSocket.readyState === WebSocket.OPEN) this.webSocket.send(frame);
  }

  private awake(): void {
    const { socketIdleMinutes } = this.services.behaviour;
    if (socketIdleMinutes === 0) return;
    this.cancelIdle();
    this.cancelIdle = this.closeAfter(socketIdleMinutes);
  }

  private closeAfter(time: number): () => void {
    return this.services.clock.after(time * minutes, "limit", () => this.close(goingAway));
  }

  private closed(): void {
    this.participant.sockets.delete(this);
    this.cancelIdle();
    this.cancelLife();
  }
}

/** Lenient, as the real server is: AWS's iOS client ends its subscribe frame in a stray parenthesis. */
function topicOf(frame: string): string | undefined {
  return /"topic"\s*:\s*"([\w/]+)"/.exec(frame)?.[1];
}

function topicsOf(frame: string): string[] {
  const list = /"topics"\s*:\s*\[([^\]]*)\]/.exec(frame)?.[1] ?? "";
  return [...list.matchAll(/"([^"\\]*)"/g)].map(([, topic = ""]) => topic);
}
