import assert from "node:assert/strict";
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

function chatFrame(item: object): string {
  return JSON.stringify({ content: JSON.stringify(item), contentType: "application/json", topic: "aws/chat" });
}
