import { type IncomingMessage, type Server, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { ChatSocket, goingAway } from "./chat-socket.js";
import type { Services } from "./operations/operation.js";
import type { Participant } from "./participant.js";
import { serveWithoutUpgrade } from "./server.js";

const mostFrameBytes = 131_072;

/** Serves the sockets whose URLs CreateParticipantConnection gave out. */
export function serveSockets(
  server: Server,
  services: Services,
  allowsHost: (host: string | undefined) => boolean = () => true,
): { close(): void } {
  const { contacts } = services;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostFrameBytes });
  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (!isWebSocket(request)) return serveWithoutUpgrade(server, request, stream, head);
    stream.on("error", () => stream.destroy());
    const token = /^\/chat\/([\w-]+)$/.exec(request.url ?? "")?.[1];
    const participant = token ? contacts.bySocketToken(token) : undefined;
    const fault = services.faults.take("socket open");
    if (fault === "ignore") return;
    if (fault === "drop") return void stream.destroy();
    const allowed = allowsHost(request.headers.host);
    if (!allowed || !participant || fault === "refuse" || !admits(participant, services)) {
      return refuse(stream, services.behaviour.refusedHandshake);
    }
    contacts.useSocketToken(token ?? "");
    const open = () =>
      sockets.handleUpgrade(request, stream, head, (webSocket) => {
        if (typeof fault === "object" && "close" in fault) return webSocket.close(fault.close);
        makeRoom(participant, services);
        new ChatSocket(webSocket, participant, services);
      });
    if (typeof fault === "object" && "delayMilliseconds" in fault) {
      services.clock.after(fault.delayMilliseconds, "limit", open);
    } else {
      open();
    }
  });
  return {
    close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}

function isWebSocket({ headers }: IncomingMessage): boolean {
  return /^websocket$/i.test(headers.upgrade ?? "");
}

function admits(participant: Participant, { behaviour }: Services): boolean {
  const { socketBeyondLimit, socketsPerParticipant } = behaviour;
  const room = socketBeyondLimit === "closes the oldest" || participant.sockets.size < socketsPerParticipant;
  return participant.admitted && room;
}

function makeRoom({ sockets }: Participant, { behaviour }: Services): void {
  for (const oldest of sockets.keys()) {
    if (sockets.size < behaviour.socketsPerParticipant) return;
    sockets.delete(oldest);
    oldest.close(goingAway);
  }
}

function refuse(stream: Duplex, status: number): void {
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
