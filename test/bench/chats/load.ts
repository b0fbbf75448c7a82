import { once } from "node:events";
import { performance } from "node:perf_hooks";
import { WebSocket } from "ws";
import { subscribe } from "../../emulator/frames.js";
import { answer } from "./asked.js";
import { HttpConnection, requestText } from "./http-connection.js";
import type { Place } from "./server.js";

/** Frames until a chat is greeted: the subscription's success, the customer who joined, and the flow's first message. */
const greeting = 3;
const connectionCount = 32;

const authorization =
  "AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/connect/aws4_request, SignedHeaders=host, Signature=0a";

/** A customer in a chat; what has been said and not come back yet is waited for in turn. */
interface Chat {
  readonly message: string;
  readonly socket: WebSocket;
  readonly waiting: (() => void)[];
}

export interface Latencies {
  readonly p50: number;
  readonly p99: number;
}

export type Load = {
  readonly visit: (place: Place) => void;
  /** Opens so many chats more. */
  readonly open: (count: number) => Promise<void>;
  /** Ends all chats. */
  readonly close: () => Promise<void>;
  /** Sends so many messages as fast as it goes, and answers how long that took in milliseconds. */
  readonly saturate: (count: number) => Promise<number>;
  /** Sends messages at a rate, whatever comes back when; milliseconds from when each was due to when it was back. */
  readonly rate: (input: { readonly perSecond: number; readonly seconds: number }) => Promise<Latencies>;
  readonly processor: () => number;
};

let place: Place;
const chats: Chat[] = [];
let connections: HttpConnection[] = [];
let turn = 0;

const load: Load = {
  visit: (where) => {
    place = where;
  },
  open: async (count) => {
    await connect();
    let left = count;
    await Promise.all(
      connections.map(async (connection) => {
        while (left-- > 0) chats.push(await openChat(connection));
      }),
    );
  },
  close: async () => {
    await Promise.all(
      chats.splice(0).map(({ socket }) => {
        const closed = once(socket, "close");
        socket.close();
        return closed;
      }),
    );
    await connect();
    await connections[0]?.send(requestText("POST", "/emulator/reset", {}, '{"contacts":true}'));
  },
  saturate: async (count) => {
    await connect();
    const began = performance.now();
    let left = count;
    await Promise.all(
      connections.map(async (connection) => {
        while (left-- > 0) await echo(connection, nextChat());
      }),
    );
    return performance.now() - began;
  },
  rate: async ({ perSecond, seconds }) => {
    await connect();
    const times: number[] = [];
    const idle = [...connections];
    const due: number[] = [];
    const send = async (connection: HttpConnection) => {
      for (let when = due.shift(); when !== undefined; when = due.shift()) {
        await echo(connection, nextChat(), () => times.push(performance.now() - when));
      }
      idle.push(connection);
    };
    const total = perSecond * seconds;
    const began = performance.now();
    const sending: Promise<void>[] = [];
    await new Promise<void>((resolve) => {
      let planned = 0;
      const ticking = setInterval(() => {
        const past = performance.now() - began;
        for (; planned < total && planned * 1000 <= past * perSecond; planned++) {
          due.push(began + (planned * 1000) / perSecond);
        }
        while (idle.length > 0 && due.length > 0) sending.push(send(idle.shift() as HttpConnection));
        if (planned < total) return;
        clearInterval(ticking);
        resolve();
      }, 1);
    });
    await Promise.all(sending);
    return latencies(times);
  },
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};
answer(load);

/** Anew each time: a server closes what was idle for a while. */
async function connect(): Promise<void> {
  for (const connection of connections) connection.close();
  connections = await Promise.all(Array.from({ length: connectionCount }, () => HttpConnection.to(place.url)));
}

function nextChat(): Chat {
  turn = (turn + 1) % chats.length;
  return chats[turn] as Chat;
}

/** Says something; done when it is answered, and back on the socket. */
function echo(connection: HttpConnection, chat: Chat, heard: () => void = () => {}): Promise<unknown> {
  const back = new Promise<void>((resolve) => {
    chat.waiting.push(() => {
      heard();
      resolve();
    });
  });
  return Promise.all([connection.send(chat.message), back]);
}

async function openChat(connection: HttpConnection): Promise<Chat> {
  const started = JSON.parse(
    await connection.send(requestText("PUT", "/contact/chat", { authorization }, place.request)),
  ) as { ParticipantToken: string };
  const types = JSON.stringify({ Type: ["WEBSOCKET", "CONNECTION_CREDENTIALS"] });
  const { ConnectionCredentials: credentials, Websocket: webSocket } = JSON.parse(
    await connection.send(
      requestText("POST", "/participant/connection", { "x-amz-bearer": started.ParticipantToken }, types),
    ),
  ) as { ConnectionCredentials: { ConnectionToken: string }; Websocket: { Url: string } };
  const socket = new WebSocket(webSocket.Url, { perMessageDeflate: false, skipUTF8Validation: true });
  await once(socket, "open");
  const bearer = { "x-amz-bearer": credentials.ConnectionToken };
  const content = JSON.stringify({
    ContentType: "text/plain",
    Content: "Is anybody there? It is about my last order.",
  });
  const chat: Chat = {
    message: requestText("POST", "/participant/message", bearer, content),
    socket,
    waiting: [],
  };
  const greeted = new Promise<void>((resolve) => {
    let frames = 0;
    socket.on("message", () => {
      frames += 1;
      if (frames === greeting) resolve();
      if (frames > greeting) chat.waiting.shift()?.();
    });
  });
  socket.send(subscribe);
  await greeted;
  return chat;
}

function latencies(times: number[]): Latencies {
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
