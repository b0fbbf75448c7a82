import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ChatItem } from "../../provider/chat/item.js";
import { ChatSocket } from "../../provider/chat/socket.js";
import type { Surroundings } from "../../provider/chat/surroundings.js";
import { manualClock } from "../../provider/emulator/index.js";
import { ChatCheckError } from "../../provider/errors.js";
import { subscribe, subscribed } from "../emulator/frames.js";
import { Peer } from "./peer.js";
import { surroundings, timeOf } from "./surroundings.js";

const ping = '{"topic":"aws/ping"}';
const heartbeat = '{"topic":"aws/heartbeat"}';
const hello = '{"content":"{\\"Id\\":\\"i-1\\",\\"Content\\":\\"Hello\\"}","topic":"aws/chat"}';

/** Opens sockets, and writes down what they report. */
class Listener {
  readonly heard: ChatItem[] = [];
  readonly lost: ChatCheckError[] = [];
  readonly firstLoss: Promise<ChatCheckError>;
  private lose: (reason: ChatCheckError) => void = () => {};
  private readonly abandons: (() => void)[] = [];

  constructor(private readonly taken: Surroundings = surroundings()) {
    this.firstLoss = new Promise((resolve) => {
      this.lose = resolve;
    });
  }

  open(url: string, expiry = Number.POSITIVE_INFINITY): Promise<ChatSocket> {
    const { opened, abandon } = ChatSocket.open(
      url,
      this.taken,
      (item) => this.heard.push(item),
      (reason) => {
        this.lost.push(reason);
        this.lose(reason);
      },
      expiry,
    );
    this.abandons.push(abandon);
    return opened;
  }

  /** Opens a socket whose subscription the peer answers with success. */
  async subscribed(peer: Peer): Promise<ChatSocket> {
    const socket = await this.open(peer.url);
    const subscribing = socket.subscribe();
    await peer.send(subscribed);
    await subscribing;
    return socket;
  }

  abandon(): void {
    for (const abandon of this.abandons) abandon();
  }
}

async function failure(promise: Promise<unknown>): Promise<ChatCheckError> {
  const reason = await promise.then(
    () => assert.fail("It did not fail."),
    (error: unknown) => error,
  );
  assert.ok(reason instanceof ChatCheckError, String(reason));
  return reason;
}

describe("ChatSocket", () => {
  let listener: Listener;
  beforeEach(() => {
    listener = new Listener();
  });
  afterEach(() => listener.abandon());

  it("subscribes, then pings and beats at once", async () => {
    await using peer = await Peer.listening();
    await listener.subscribed(peer);
    assert.deepEqual(await peer.frames(3), [subscribe, ping, heartbeat]);
  });

  it("is subscribed only when that was answered", async () => {
    await using peer = await Peer.listening();
    const socket = await listener.open(peer.url);
    let done = false;
    const subscribing = socket.subscribe().then(() => {
      done = true;
    });
    await peer.frames(3);
    assert.equal(done, false);
    await peer.send(subscribed);
    await subscribing;
    assert.equal(done, true);
  });

  it("fails when the subscription is answered with failure", async () => {
    await using peer = await Peer.listening();
    const socket = await listener.open(peer.url);
    const subscribing = socket.subscribe();
    await peer.send('{"topic":"aws/subscribe","content":{"status":"failure","topics":["aws/chat"]}}');
    const { code, message } = await failure(subscribing);
    assert.equal(code, "SUBSCRIPTION_REFUSED");
    assert.match(message, /failure/);
  });

  it("hears items, whose content is decoded twice, and nothing else", async () => {
    await using peer = await Peer.listening();
    await listener.subscribed(peer);
    for (const frame of ["garbage", '{"message":"Forbidden"}', '{"topic":"aws/heartbeat"}', hello]) {
      await peer.send(frame);
    }
    await peer.close(1000);
    await listener.firstLoss;
    assert.deepEqual(
      listener.heard.map(({ id, content }) => [id, content]),
      [["i-1", "Hello"]],
    );
  });

  describe("that is dropped", () => {
    it("before the subscription was asked for fails it", async () => {
      await using peer = await Peer.listening();
      const socket = await listener.open(peer.url);
      await peer.close(1001);
      await listener.firstLoss;
      assert.equal((await failure(socket.subscribe())).code, "SOCKET_DROPPED");
      assert.equal(listener.lost.length, 1);
    });

    it("before the subscription was answered fails it, and says so", async () => {
      await using peer = await Peer.listening();
      const socket = await listener.open(peer.url);
      const subscribing = socket.subscribe();
      await peer.close(1011);
      const reason = await failure(subscribing);
      assert.equal(reason.code, "SOCKET_DROPPED");
      assert.match(reason.message, /code 1011/);
      assert.deepEqual(listener.lost, [reason]);
    });

    it("after the subscription says so once", async () => {
      await using peer = await Peer.listening();
      await listener.subscribed(peer);
      await peer.cut();
      const reason = await listener.firstLoss;
      assert.equal(reason.code, "SOCKET_DROPPED");
      assert.match(reason.message, /code 1006/);
      assert.equal(listener.lost.length, 1);
    });
  });

  it("says goodbye with 1000 when closed from here, and does not call that a loss", async () => {
    await using peer = await Peer.listening();
    const socket = await listener.subscribed(peer);
    socket.close();
    assert.equal(await peer.closed, 1000);
    assert.deepEqual(listener.lost, []);
  });

  it("beats every ten seconds until it is closed", async () => {
    const clock = manualClock();
    listener = new Listener(surroundings(timeOf(clock)));
    await using peer = await Peer.listening();
    const socket = await listener.subscribed(peer);
    clock.advance(9_999);
    await peer.frames(3);
    clock.advance(1);
    await peer.frames(5);
    clock.advance(10_000);
    const beats = [ping, heartbeat];
    assert.deepEqual(await peer.frames(7), [subscribe, ...beats, ...beats, ...beats]);
    socket.close();
    clock.advance(60_000);
    await peer.closed;
    assert.equal(peer.heard.length, 7);
  });

  it("leaves no timer behind when it is dropped", async () => {
    const timers = new Set<() => void>();
    const after: Surroundings["after"] = (_milliseconds, action) => {
      timers.add(action);
      return () => void timers.delete(action);
    };
    listener = new Listener(surroundings({ after }));
    await using peer = await Peer.listening();
    await listener.subscribed(peer);
    assert.equal(timers.size, 1);
    await peer.close(1001);
    await listener.firstLoss;
    assert.equal(timers.size, 0);
  });

  describe("whose handshake", () => {
    let server: Server;
    let url: string;
    beforeEach(async () => {
      server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/chat/secret`;
    });
    afterEach(() => {
      server.closeAllConnections();
      server.close();
    });
    const refuseWith = (status: number) =>
      server.on("upgrade", (_request, stream) =>
        stream.end(`HTTP/1.1 ${status} No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`),
      );

    for (const status of [403, 200, 502]) {
      it(`is answered with ${status} is refused, and keeps the URL to itself`, async () => {
        refuseWith(status);
        const { code, message, hint } = await failure(listener.open(url));
        assert.equal(code, "SOCKET_REFUSED");
        assert.match(message, new RegExp(`HTTP ${status}`));
        assert.ok(!`${message}${hint}`.includes("secret"), "The URL is told.");
      });
    }

    it("comes after the URL's time is told so", async () => {
      const clock = manualClock();
      listener = new Listener(surroundings(timeOf(clock)));
      refuseWith(403);
      assert.equal((await failure(listener.open(url, clock.now()))).code, "SOCKET_REFUSED");
      assert.equal((await failure(listener.open(url, clock.now() - 1))).code, "SOCKET_EXPIRED");
    });

    it("reaches nobody fails as the network's fault", async () => {
      server.close();
      await once(server, "close");
      assert.equal((await failure(listener.open(url))).code, "NETWORK");
    });

    it("is not answered can be abandoned", async () => {
      const asked = once(server, "upgrade");
      const opening = failure(listener.open(url));
      const [, stream] = await asked;
      listener.abandon();
      assert.ok(await opening);
      stream.destroy();
    });
  });
});
