import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { SendEventCommand } from "@aws-sdk/client-connectparticipant";
import { manualClock } from "../../provider/emulator/index.js";
import { Customer, patient } from "./customer.js";
import { ping, pong, refusedHandshake, subscribe, subscribed } from "./frames.js";

const eventPrefix = "application/vnd.amazonaws.connect.event.";
const forbidden = '{"message":"Forbidden","connectionId":"emulator","requestId":"emulator"}';

describe("the emulator's WebSocket", () => {
  it("answers subscription, ping and heartbeat", async () => {
    await using customer = await Customer.of();
    const frames = await customer.open((await customer.chat()).url);
    frames.send(ping);
    assert.equal(await frames.next(), '{"topic":"aws/ping","statusCode":200,"statusContent":"OK"}');
    frames.send('{"topic":"aws/heartbeat"}');
    assert.equal(await frames.next(), '{"topic":"aws/heartbeat"}');
    frames.send(subscribe);
    const success = '{"topic":"aws/subscribe","content":{"status":"success","topics":["aws/chat"]}}';
    assert.equal(await frames.next(), success);
  });

  for (const frame of [
    '{"topic":"aws/subscribe","content":{"topics":["aws/chat"]}})',
    '{ "topic" : "aws/subscribe", "content" : { "topics" : [ "aws/chat" ] } }',
  ]) {
    it(`takes ${frame}`, async () => {
      await using customer = await Customer.of();
      const frames = await customer.open((await customer.chat()).url);
      frames.send(frame);
      assert.equal(await frames.next(), subscribed);
    });
  }

  it("carries items as JSON in JSON, with both contact ids", async () => {
    await using customer = await Customer.of({ clock: manualClock(Date.UTC(2026, 4, 1)) });
    const { ContactId, ParticipantId, url } = await customer.chat();
    const frames = await customer.subscribe(url);
    const [, joined, hello] = await frames.settled();
    const stamp = (frame: string | undefined) => ({
      AbsoluteTime: "2026-05-01T00:00:00.000Z",
      Id: JSON.parse(JSON.parse(frame ?? "").content).Id,
      ContactId,
    });
    assert.equal(
      joined,
      chatFrame({
        ...stamp(joined),
        ContentType: `${eventPrefix}participant.joined`,
        Type: "EVENT",
        ParticipantId,
        DisplayName: "Ada",
        ParticipantRole: "CUSTOMER",
        InitialContactId: ContactId,
      }),
    );
    const { Id } = stamp(hello);
    const { ParticipantId: system } = JSON.parse(JSON.parse(hello ?? "").content);
    assert.notEqual(system, ParticipantId);
    assert.equal(
      hello,
      chatFrame({
        ...stamp(hello),
        Content: "Hello",
        ContentType: "text/plain",
        Type: "MESSAGE",
        ParticipantId: system,
        DisplayName: "SYSTEM_MESSAGE",
        ParticipantRole: "SYSTEM",
        MessageMetadata: { MessageId: Id, Receipts: [] },
        InitialContactId: ContactId,
      }),
    );
  });

  it("tells of the customer's joining once", async () => {
    await using customer = await Customer.of();
    const { ParticipantToken, url } = await customer.chat();
    const first = await customer.subscribe(url);
    first.send(subscribe);
    await first.next((frame) => frame === subscribed);
    const second = await customer.subscribe((await customer.connection(ParticipantToken)).url);
    await second.settled();
    const joined = (await first.settled()).filter((frame) => frame.includes("participant.joined"));
    assert.equal(joined.length, 1);
  });

  it("echoes the customer's own message with the id that SendMessage answered", async () => {
    await using customer = await Customer.of();
    const { ConnectionToken, url } = await customer.chat();
    const frames = await customer.subscribe(url);
    const id = await customer.say(ConnectionToken, "Hi");
    const echo = await frames.nextItem(({ Content }) => Content === "Hi");
    assert.equal(echo.Id, id);
    assert.equal(echo.ParticipantRole, "CUSTOMER");
  });

  it("carries typing", async () => {
    await using customer = await Customer.of();
    const { ConnectionToken, url } = await customer.chat();
    const frames = await customer.subscribe(url);
    const ContentType = `${eventPrefix}typing`;
    const { Id } = await customer.participant.send(new SendEventCommand({ ConnectionToken, ContentType }));
    const typing = await frames.nextEvent("typing");
    assert.equal(typing.Id, Id);
    assert.equal(typing.Content, undefined);
  });

  it("ends in chat.ended, which names nobody", async () => {
    await using customer = await Customer.of();
    const { ContactId, url } = await customer.chat();
    const frames = await customer.subscribe(url);
    await customer.stop(ContactId);
    const { AbsoluteTime, Id, ...ended } = await frames.nextEvent("chat.ended");
    assert.ok(AbsoluteTime && Id);
    assert.deepEqual(ended, {
      ContactId,
      ContentType: `${eventPrefix}chat.ended`,
      Type: "EVENT",
      InitialContactId: ContactId,
    });
    assert.match((await frames.settled()).at(-2) ?? "", /chat\.ended/);
  });

  it("carries nothing before the subscription, and replays nothing after it", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ConnectionToken, ParticipantToken, url } = await customer.chat();
    const first = await customer.subscribe(url);
    const second = await customer.open((await customer.connection(ParticipantToken)).url);
    await customer.say(ConnectionToken, "Hi");
    await first.nextItem(({ Content }) => Content === "Hi");
    second.send(subscribe);
    assert.deepEqual(await second.settled(), [subscribed, pong]);
  });

  it("carries items to every subscribed socket", async () => {
    await using customer = await Customer.of();
    const { ConnectionToken, ParticipantToken, url } = await customer.chat();
    const first = await customer.subscribe(url);
    const second = await customer.subscribe((await customer.connection(ParticipantToken)).url);
    const id = await customer.say(ConnectionToken, "Hi");
    for (const frames of [first, second]) {
      assert.equal((await frames.nextItem(({ Content }) => Content === "Hi")).Id, id);
    }
  });

  it("closes the oldest socket with 1001 for the sixth", async () => {
    await using customer = await Customer.of();
    const { ParticipantToken } = await customer.chat();
    const sockets = [];
    for (let count = 0; count < 6; count++) {
      sockets.push(await customer.subscribe((await customer.connection(ParticipantToken)).url));
    }
    const [oldest, ...others] = sockets;
    assert.equal(await oldest?.closed, 1001);
    for (const frames of others) assert.equal((await frames.settled()).at(-1), pong);
  });

  it("refuses the sixth socket when told so, until another is closed", async () => {
    await using customer = await Customer.of({
      behaviour: { socketBeyondLimit: "refused", socketsPerParticipant: 1, refusedHandshake: 429 },
    });
    const { ParticipantToken, url } = await customer.chat();
    const first = await customer.subscribe(url);
    const { url: next } = await customer.connection(ParticipantToken);
    assert.equal(await refusedHandshake(next), 429);
    assert.equal((await first.settled()).at(-1), pong);
    await first.close();
    await customer.subscribe((await customer.connection(ParticipantToken)).url);
  });

  it("takes a URL once when told so", async () => {
    await using customer = await Customer.of({ behaviour: { socketUrl: "once" } });
    const { url } = await customer.chat();
    await customer.subscribe(url);
    assert.equal(await refusedHandshake(url), 403);
  });

  it("takes a URL again until it expires", async () => {
    await using customer = await Customer.of();
    const { url } = await customer.chat();
    await customer.subscribe(url);
    await customer.subscribe(url);
  });

  it("carries nothing after aws/unsubscribe, and everything after the next subscription", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ConnectionToken, url } = await customer.chat();
    const frames = await customer.subscribe(url);
    await frames.settled();
    frames.send('{"topic":"aws/unsubscribe","content":{"topics":["aws/chat"]}}');
    assert.equal(
      await frames.next(),
      '{"topic":"aws/unsubscribe","content":{"status":"success","topics":["aws/chat"]}}',
    );
    await customer.say(ConnectionToken, "unheard");
    frames.send(subscribe);
    assert.equal(await frames.next(), subscribed);
    await customer.say(ConnectionToken, "heard");
    assert.equal((await frames.nextItem()).Content, "heard");
  });

  for (const [topics, answered] of [
    ['["aws/other"]', '["aws/other"]'],
    ['["aws/chat","aws/other"]', '["aws/chat","aws/other"]'],
    ["[]", "[]"],
  ] as const) {
    it(`answers a subscription to ${topics} with failure`, async () => {
      await using customer = await Customer.of();
      const { ContactId, url } = await customer.chat();
      const frames = await customer.open(url);
      frames.send(`{"topic":"aws/subscribe","content":{"topics":${topics}}}`);
      const failure = `{"topic":"aws/subscribe","content":{"status":"failure","topics":${answered}}}`;
      assert.equal(await frames.next(), failure);
      assert.equal(customer.view(ContactId).joined, false);
    });
  }

  it("closes with 1001 after so many minutes of silence, when told so", async () => {
    const clock = manualClock();
    await using customer = await Customer.of({ clock, flows: [patient()], behaviour: { socketIdleMinutes: 10 } });
    const { url } = await customer.chat();
    const frames = await customer.subscribe(url);
    clock.advance(599_999);
    await frames.settled();
    clock.advance(599_999);
    await frames.settled();
    clock.advance(600_000);
    assert.equal(await frames.closed, 1001);
  });

  it("closes with 1001 after so many minutes, when told so", async () => {
    const clock = manualClock();
    await using customer = await Customer.of({ clock, flows: [patient()], behaviour: { socketLifeMinutes: 120 } });
    const { url } = await customer.chat();
    const frames = await customer.subscribe(url);
    clock.advance(7_199_999);
    await frames.settled();
    clock.advance(1);
    assert.equal(await frames.closed, 1001);
  });

  it("stays open after the end, or is closed with a code when told so", async () => {
    await using customer = await Customer.of();
    const { ContactId, url } = await customer.chat();
    const frames = await customer.subscribe(url);
    await customer.stop(ContactId);
    await frames.nextEvent("chat.ended");
    assert.equal((await frames.settled()).at(-1), pong);
    await using closing = await Customer.of({ behaviour: { closeCodeAtEnd: 4001 } });
    const other = await closing.chat();
    const closed = await closing.subscribe(other.url);
    await closing.stop(other.ContactId);
    await closed.nextEvent("chat.ended");
    assert.equal(await closed.closed, 4001);
  });

  it("goes on with a new URL when the socket was lost, without saying that anybody left or came", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ConnectionToken, ParticipantToken, url } = await customer.chat();
    await (await customer.subscribe(url)).close();
    await customer.say(ConnectionToken, "Meanwhile");
    const again = await customer.subscribe((await customer.connection(ParticipantToken)).url);
    await customer.say(ConnectionToken, "Back");
    assert.equal((await again.nextItem()).Content, "Back");
    const { items } = await customer.page({ ConnectionToken, SortOrder: "ASCENDING" });
    assert.deepEqual(
      items.map(({ Content, ContentType = "" }) => Content ?? ContentType.split(".event.")[1]),
      ["participant.joined", "Hello", "Meanwhile", "Back"],
    );
  });

  it("cuts off a client that reads nothing, and serves the others", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ConnectionToken, ParticipantToken, url } = await customer.chat();
    const deaf = await deafClient(url);
    const other = await customer.subscribe((await customer.connection(ParticipantToken)).url);
    for (let count = 0; count < 100 && !deaf.cut(); count++) {
      await Promise.all(Array.from({ length: 20 }, () => customer.say(ConnectionToken, "x".repeat(16_384))));
    }
    assert.ok(deaf.cut(), "The client was not cut off.");
    await customer.say(ConnectionToken, "Still here");
    await other.nextItem(({ Content }) => Content === "Still here");
  });

  describe("refuses the handshake", () => {
    it("of a URL that was never given", async () => {
      await using customer = await Customer.of();
      const origin = customer.emulator.url.replace("http:", "ws:");
      for (const path of ["/chat/nobody", "/chat/", "/", "/chat/a/b"]) {
        assert.equal(await refusedHandshake(`${origin}${path}`), 403);
      }
    });

    it("of a URL that was given 100 seconds ago", async () => {
      const clock = manualClock();
      await using customer = await Customer.of({ clock });
      const { url } = await customer.chat();
      clock.advance(99_999);
      await customer.open(url);
      clock.advance(1);
      assert.equal(await refusedHandshake(url), 403);
    });

    it("of a chat that has ended", async () => {
      await using customer = await Customer.of();
      const { ContactId, url } = await customer.chat();
      await customer.stop(ContactId);
      assert.equal(await refusedHandshake(url), 403);
    });
  });

  it("answers a subscription to a chat that ended meanwhile with failure, and nobody joins", async () => {
    await using customer = await Customer.of();
    const { ContactId, url } = await customer.chat();
    const frames = await customer.open(url);
    await customer.stop(ContactId);
    frames.send(subscribe);
    const failure = '{"topic":"aws/subscribe","content":{"status":"failure","topics":["aws/chat"]}}';
    assert.deepEqual(await frames.settled(), [failure, pong]);
    assert.deepEqual(customer.view(ContactId).trace, []);
  });

  for (const garbage of ["garbage", "{}", '{"topic":"aws/unknown"}', '{"topic":', ""]) {
    it(`answers ${garbage || "an empty frame"} with Forbidden and lives on`, async () => {
      await using customer = await Customer.of();
      const frames = await customer.open((await customer.chat()).url);
      frames.send(garbage);
      assert.equal(await frames.next(), forbidden);
      frames.send(ping);
      assert.equal(await frames.next(), pong);
    });
  }

  it("survives a frame that is far too large", async () => {
    await using customer = await Customer.of();
    const { ParticipantToken, url } = await customer.chat();
    const frames = await customer.open(url);
    frames.send("x".repeat(1_048_576));
    assert.notEqual(await frames.closed, 1000);
    const again = await customer.open((await customer.connection(ParticipantToken)).url);
    assert.deepEqual(await again.settled(), [pong]);
  });
});

/** A client that subscribes and reads nothing after that. */
async function deafClient(url: string): Promise<{ cut(): boolean }> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  let cut = false;
  socket.on("error", () => {});
  socket.on("close", () => {
    cut = true;
  });
  const headers = ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"];
  const key = `Sec-WebSocket-Key: ${Buffer.alloc(16).toString("base64")}`;
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n${headers.join("\r\n")}\r\n${key}\r\n\r\n`);
  await once(socket, "data");
  socket.write(masked(subscribe));
  await once(socket, "data");
  socket.pause();
  return {
    cut() {
      if (!cut) socket.write(masked(ping));
      return cut;
    },
  };
}

/** A text frame of a client, short, masked with zeros. */
function masked(frame: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, 0x80 | frame.length, 0, 0, 0, 0]), Buffer.from(frame)]);
}

function chatFrame(item: object): string {
  return JSON.stringify({ content: JSON.stringify(item), contentType: "application/json", topic: "aws/chat" });
}
