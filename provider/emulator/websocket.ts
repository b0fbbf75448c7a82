import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import type { Fault } from "./faults.js";
import type { Services } from "./operations/operation.js";
import type { Participant, Socket } from "./participant.js";

const mostFrameBytes = 131_072;
const goingAway = 1001;

/** Serves the sockets whose URLs CreateParticipantConnection gave out. */
export function serveSockets(server: Server, services: Services): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostFrameBytes });
  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on("error", () => stream.destroy());
    const token = /^\/chat\/([\w-]+)$/.exec(request.url ?? "")?.[1];
    const participant = token ? services.contacts.bySocketToken(token) : undefined;
    const fault = services.faults.take("socket open");
    if (fault === "ignore") return;
    if (!participant || participant.contact.ended || fault === "refuse") {
      stream.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, stream, head, (webSocket) => {
      if (closes(fault)) webSocket.close(fault.close);
      else attend(webSocket, participant, services);
    });
  });
  return {
    close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}

function attend(webSocket: WebSocket, participant: Participant, services: Services): void {
  const { behaviour, faults } = services;
  const socket: Socket = {
    send(frame) {
      const fault = isChat(frame) ? faults.take("frame") : undefined;
      if (closes(fault)) webSocket.close(fault.close);
      else if (fault !== "lose") webSocket.send(frame);
      if (fault === "double") webSocket.send(frame);
    },
    close: (code) => webSocket.close(code),
  };
  const state = { subscribed: false };
  for (const oldest of participant.sockets.keys()) {
    if (participant.sockets.size < behaviour.socketsPerParticipant) break;
    participant.sockets.delete(oldest);
    oldest.close(goingAway);
  }
  participant.sockets.set(socket, state);
  webSocket.on("close", () => participant.sockets.delete(socket));
  webSocket.on("error", () => webSocket.terminate());
  webSocket.on("message", (data) => {
    switch (topicOf(data)) {
      case "aws/subscribe":
        subscribe(webSocket, socket, state, participant, services);
        return;
      case "aws/ping":
        return socket.send('{"topic":"aws/ping","statusCode":200,"statusContent":"OK"}');
      case "aws/heartbeat":
        return socket.send('{"topic":"aws/heartbeat"}');
      default:
        return socket.send('{"message":"Forbidden","connectionId":"emulator","requestId":"emulator"}');
    }
  });
}

function subscribe(
  webSocket: WebSocket,
  socket: Socket,
  state: { subscribed: boolean },
  { contact }: Participant,
  { behaviour, faults, runFlow }: Services,
): void {
  const fault = faults.take("subscribe");
  if (fault === "ignore") return;
  if (closes(fault)) {
    webSocket.close(fault.close);
    return;
  }
  const status = fault === "refuse" || contact.ended ? "failure" : "success";
  socket.send(`{"topic":"aws/subscribe","content":{"status":"${status}","topics":["aws/chat"]}}`);
  if (status === "failure") return;
  state.subscribed = true;
  contact.join();
  if (behaviour.flowStart === "subscribed") runFlow(contact);
}

function closes(fault: Fault | undefined): fault is Extract<Fault, { close: number }> {
  return typeof fault === "object" && "close" in fault;
}

function isChat(frame: string): boolean {
  return frame.includes('"topic":"aws/chat"');
}

/** Lenient, as the real server is: AWS's iOS client ends its subscribe frame in a stray parenthesis. */
function topicOf(data: RawData): string | undefined {
  return /"topic"\s*:\s*"([\w/]+)"/.exec(data.toString())?.[1];
}
