import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { serveBench } from "./server.js";

/**
 * The least that a server of chats can do, with the emulator's requests and frames: two calls make a chat, a socket
 * gets three frames when it subscribes, and what is posted is sent back on it. Nothing is kept, checked or looked up but
 * the socket.
 */
const sockets = new Map<string, WebSocket>();
const frames = ["subscribed", "joined", "Hello"].map((text) => JSON.stringify({ text }));
let count = 0;

const server = createServer(async (request, response) => {
  const body = await bodyOf(request);
  const token = request.headers["x-amz-bearer"];
  let answer: unknown = {};
  if (request.url === "/contact/chat") {
    answer = { ContactId: "contact", ParticipantId: "participant", ParticipantToken: String(count++) };
  } else if (request.url === "/participant/connection") {
    answer = {
      ConnectionCredentials: { ConnectionToken: token },
      Websocket: { Url: `ws://127.0.0.1:${request.socket.localPort}/chat/${token}` },
    };
  } else {
    sockets.get(String(token))?.send(body);
  }
  const text = JSON.stringify(answer);
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  response.end(text);
});
const webSockets = new WebSocketServer({ noServer: true });
server.on("upgrade", (request, stream, head) => {
  webSockets.handleUpgrade(request, stream, head, (socket) => {
    const token = (request.url ?? "").slice("/chat/".length);
    sockets.set(token, socket);
    socket.on("close", () => sockets.delete(token));
    socket.on("message", () => {
      for (const frame of frames) socket.send(frame);
    });
  });
});

function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  return new Promise((resolve) => {
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => resolve(Buffer.concat(chunks).toString()));
  });
}

server.listen({ host: "127.0.0.1", port: 0 });
serveBench(
  once(server, "listening").then(() => ({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    request: "{}",
  })),
);
