import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { CreateContactFlowCommand, InvalidContactFlowException } from "@aws-sdk/client-connect";
import { ValidationException } from "@aws-sdk/client-connectparticipant";
import fc from "fast-check";
import { mostBodyBytes } from "../../provider/emulator/request-body.js";
import { Customer, patient, refusal } from "./customer.js";
import { Frames } from "./frames.js";
import { RawConnection } from "./raw-connection.js";
import { type RawAnswer, rawRequest, signature } from "./raw-request.js";

const levels = 10_000;
const million = 1_000_000;

describe("an emulator in bad company", function () {
  this.timeout(60_000);
  let customer: Customer;
  before(async () => {
    customer = await Customer.of({ flows: [patient()] });
  });
  after(() => customer[Symbol.asyncDispose]());
  afterEach("serves others as before", async () => {
    const { url, ConnectionToken } = await customer.chat();
    const frames = await customer.subscribe(url);
    await frames.nextItem(({ Content }) => Content === "Hello");
    const Id = await customer.say(ConnectionToken, "Are you there?");
    assert.equal((await frames.nextItem((item) => item.Id === Id)).Content, "Are you there?");
    await customer.leave(ConnectionToken);
    await frames.nextEvent("chat.ended");
    await frames.close();
  });

  const raw = () => RawConnection.to(customer.emulator.url);
  const request = (method: string, body: string) =>
    `${method} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${signature}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

  it("answers random bytes, if at all, as HTTP has it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        const connection = await raw();
        connection.send(Buffer.from(bytes));
        assertHttp(await connection.finish());
      }),
      { numRuns: 150 },
    );
  });

  it("answers requests with some bytes changed, or cut, as HTTP has it", async () => {
    const start = JSON.stringify(customer.request());
    const requests = [
      request("PUT /contact/chat", start),
      request("GET /emulator/state", ""),
      request("POST /participant/message", '{"ContentType":"text/plain","Content":"Hi"}'),
      request("POST /emulator/faults", "{}"),
      `GET /chat/x HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    ];
    const changes = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.nat(255)), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...requests), changes, fc.nat(1000), async (text, changed, cut) => {
        const bytes = Buffer.from(text);
        for (const [place, byte] of changed) bytes[Math.floor(place * bytes.length)] = byte;
        const connection = await raw();
        connection.send(cut < 500 ? bytes.subarray(0, cut) : bytes);
        assertHttp(await connection.finish());
      }),
      { numRuns: 300 },
    );
  });

  it("closes a socket that sends what is no frame, and no other", async () => {
    const { url } = await customer.chat();
    const other = await customer.subscribe((await customer.chat()).url);
    const { pathname } = new URL(url);
    const handshake = `GET ${pathname} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`;
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
        const connection = await raw();
        connection.send(handshake);
        await connection.until("\r\n\r\n");
        connection.send(Buffer.from(bytes));
        assert.match(await connection.finish(), /^HTTP\/1\.1 101 /);
      }),
      { numRuns: 60 },
    );
    await other.settled();
  });

  it("closes a socket that sends a frame of a million characters", async () => {
    const frames = await Frames.open((await customer.chat()).url);
    frames.send("x".repeat(million));
    assert.equal(await frames.closed, 1009);
  });

  it("answers frames that are no JSON, or no text", async () => {
    const frames = await Frames.open((await customer.chat()).url);
    for (const frame of ["", "{", "\u0000", '{"topic":"aws/subscribe', `{"topic":"${"x".repeat(50_000)}"}`]) {
      frames.send(frame);
    }
    frames.send("[".repeat(levels));
    await frames.settled();
    await frames.close();
  });

  for (const [title, text] of [
    ["letters", "x"],
    ["characters of three bytes", "€"],
    ["surrogate pairs", "🐸"],
    ["characters that JSON escapes", "\u0001"],
  ] as const) {
    it(`refuses a message of a million ${title}`, async () => {
      const { ConnectionToken } = await customer.chat();
      const calling = customer.say(ConnectionToken, text.repeat(million));
      const bytes = Buffer.byteLength(JSON.stringify(text.repeat(million)));
      if (bytes < mostBodyBytes - 1000) await refusal(calling, ValidationException);
      else assert.equal((await refusal(calling, Error)).name, "RequestEntityTooLargeException");
    });
  }

  const deep = (open: string, close: string) => `${open.repeat(levels)}1${close.repeat(levels)}`;
  for (const [title, operation, body] of [
    ["a body", "PUT /contact/chat", deep("[", "]")],
    ["an attribute", "PUT /contact/chat", `{"Attributes":${deep('{"a":', "}")}}`],
    ["a segment attribute", "PUT /contact/chat", `{"SegmentAttributes":{"a":${deep('{"ValueMap":{"a":', "}}")}}}`],
    ["a message", "POST /participant/message", `{"Content":${deep("[", "]")}}`],
    ["a fault", "POST /emulator/faults", `{"at":"frame","fault":${deep("[", "]")}}`],
    ["a flow", "POST /emulator/flows", `{"name":"deep","content":${deep("[", "]")}}`],
    ["an unended body", "PUT /contact/chat", "[".repeat(million)],
  ] as const) {
    it(`refuses ${title} of ${levels} levels with 400`, async () => {
      const headers = { authorization: signature, "x-amz-bearer": "token" };
      const { status, body: answer } = await rawRequest(customer.emulator.url, operation, headers, body);
      assert.equal(status, 400, answer);
    });
  }

  it("holds a request of 500 levels against its shape", async () => {
    const nested = `${'{"ValueMap":{"a":'.repeat(250)}1${"}}".repeat(250)}`;
    const body = `{"SegmentAttributes":{"a":${nested}}}`;
    const answer = await send("PUT /contact/chat", body);
    assert.equal(answer.status, 400);
    assert.match(answer.body, /must be a structure/);
  });

  for (const content of [
    deep("[", "]"),
    deep('{"Actions":', "}"),
    `{"Version":"2019-10-30","Metadata":${deep('{"a":', "}")}}`,
  ]) {
    it(`refuses a flow whose content is ${content.slice(0, 40)}…`, async () => {
      const { instanceId: InstanceId } = customer.emulator;
      const creating = customer.connect.send(
        new CreateContactFlowCommand({ InstanceId, Name: "deep", Type: "CONTACT_FLOW", Content: content }),
      );
      assert.ok(((await refusal(creating, InvalidContactFlowException)).problems ?? []).length > 0);
    });
  }

  it("takes text that is hard to write: half surrogates, no-breaks, directions, zeros", async () => {
    const { url, ConnectionToken } = await customer.chat();
    const frames = await customer.subscribe(url);
    for (const text of ["\ud800", "\u0000", "\u2028\u2029", "\u202e", "\ufeff", "<script>", "😀".repeat(4000)]) {
      const Id = await customer.say(ConnectionToken, text);
      const { Content } = await frames.nextItem((item) => item.Id === Id);
      assert.equal(Content?.replace("\ufffd", "\ud800"), text);
    }
  });

  it("has room for 400 connections that say nothing", async () => {
    const idle = await Promise.all(Array.from({ length: 400 }, raw));
    const { status } = await rawRequest(customer.emulator.url, "GET /emulator/state");
    assert.equal(status, 200);
    for (const connection of idle) connection.destroy();
  });

  it("loses nothing when a client goes away in the middle of a body, or before it reads the answer", async () => {
    const half = await raw();
    half.send(request("PUT /contact/chat", "x".repeat(1000)).slice(0, -500));
    half.destroy();
    const deaf = await raw();
    deaf.socket.pause();
    for (let count = 0; count < 200; count++) deaf.send(request("GET /emulator/state", ""));
    deaf.destroy();
    await Promise.all([half.ended, deaf.ended]);
  });

  it("cuts off who never stops sending a body", async () => {
    const endless = await raw();
    endless.send("POST /participant/message HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n");
    const chunk = randomBytes(1_048_576);
    let sent = 0;
    while (endless.socket.writable && sent < 500) {
      sent += 1;
      const flowing = endless.socket.write(`100000\r\n`) && endless.socket.write(chunk) && endless.socket.write("\r\n");
      if (!flowing)
        await Promise.race([new Promise((resolve) => endless.socket.once("drain", resolve)), endless.ended]);
    }
    await endless.ended;
    assert.ok(sent < 200, `${sent} MiB were taken`);
  });

  const send = (operation: string, body: string): Promise<RawAnswer> =>
    rawRequest(customer.emulator.url, operation, { authorization: signature }, body);
});

/** Nothing, or whole answers of HTTP whose bodies are JSON. */
function assertHttp(text: string): void {
  let rest = text;
  while (rest !== "") {
    const head = /^HTTP\/1\.1 (\d{3}) [^\r\n]+\r\n((?:[^\r\n]+\r\n)*)\r\n/.exec(rest);
    assert(head, `No answer of HTTP: ${rest.slice(0, 200)}`);
    const length = Number(/^content-length: (\d+)$/im.exec(head[2] ?? "")?.[1] ?? 0);
    const body = rest.slice(head[0].length, head[0].length + length);
    if (body !== "") JSON.parse(body);
    rest = rest.slice(head[0].length + length);
  }
}
