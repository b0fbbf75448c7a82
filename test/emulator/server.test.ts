import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { type Listening, listen } from "../../provider/emulator/server.js";
import { RawConnection } from "./raw-connection.js";
import { rawRequest } from "./raw-request.js";

/** Reads the whole request, and says so. */
const reader: RequestListener = (request, response) => {
  request.resume();
  request.on("end", () => response.end("read"));
};

describe("the emulator's server", () => {
  let listening: Listening | undefined;
  const start = async (patience?: Parameters<typeof listen>[3]) => {
    listening = await listen(reader, "127.0.0.1", 0, patience);
    return `http://127.0.0.1:${listening.port}`;
  };
  afterEach(() => listening?.close());

  const hasty = { headers: 100, request: 200, interval: 10 };
  for (const [title, bytes] of [
    ["nothing at all", ""],
    ["half a request line", "POST /parti"],
    ["headers without end", "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-More: 1"],
    ["half a body", "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\nabc"],
  ] as const) {
    it(`answers 408 to a client that sends ${title}, and ends the connection`, async () => {
      const origin = await start(hasty);
      const slow = await RawConnection.to(origin);
      slow.send(bytes);
      assertAnswer(await slow.ended, 408, "Request Timeout");
    });
  }

  it("serves others while a client is slow", async () => {
    const origin = await start();
    const slow = await Promise.all(Array.from({ length: 50 }, () => RawConnection.to(origin)));
    for (const client of slow) client.send("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n");
    assert.equal((await rawRequest(origin, "GET /")).body, "read");
    for (const client of slow) client.send("0123456789");
    await Promise.all(slow.map((client) => client.until("read")));
    for (const client of slow) client.destroy();
  });

  it("keeps a connection open between two requests", async () => {
    const origin = await start(hasty);
    const client = await RawConnection.to(origin);
    client.send("GET /1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    await client.until("read");
    client.received = "";
    client.send("GET /2 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    await client.until("read");
    client.destroy();
  });

  for (const [title, bytes, status, message] of [
    ["what is not HTTP", "\x16\x03\x01\x02\x00\x01\x00", 400, "Bad Request"],
    ["a request without Host", "GET / HTTP/1.1\r\n\r\n", 400, ""],
    ["a length that is none", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400, "Bad Request"],
    ["two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400, "Bad Request"],
    ["a header name with a space", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400, "Bad Request"],
    [
      "headers of 20,000 bytes",
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(20_000)}\r\n\r\n`,
      431,
      "Request Header Fields Too Large",
    ],
  ] as const) {
    it(`answers ${status} to ${title}`, async () => {
      const client = await RawConnection.to(await start());
      client.send(bytes);
      const answer = await client.finish();
      if (message === "") assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `));
      else assertAnswer(answer, status, message);
    });
  }

  it("frees the port although connections are open", async () => {
    const origin = await start();
    const client = await RawConnection.to(origin);
    client.send("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n");
    await listening?.close();
    assert.equal(await client.ended, "");
    await assert.rejects(RawConnection.to(origin), { code: "ECONNREFUSED" });
  });
});

function assertAnswer(answer: string, status: number, message: string): void {
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  assert.match(head, new RegExp(`^HTTP/1\\.1 ${status} `), answer);
  assert.match(head, /\r\nContent-Type: application\/json\r\n/);
  assert.match(head, new RegExp(`\r\nContent-Length: ${body.length}\r\n`));
  assert.deepEqual(JSON.parse(body), { message });
}
