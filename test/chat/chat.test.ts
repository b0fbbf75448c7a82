import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Chat } from "../../provider/chat/chat.js";
import type { ChatItem } from "../../provider/chat/item.js";
import { unendedContacts } from "../../provider/chat/unended.js";
import { manualClock } from "../../provider/emulator/index.js";
import { ChatCheckError } from "../../provider/errors.js";
import { refusal, useTestCredentials } from "../emulator/customer.js";
import { disconnect, flow, greeting, say } from "../flows.js";
import { surroundings } from "./surroundings.js";
import { isEnd, openContacts, started, Talk } from "./talk.js";

const contents = (items: readonly ChatItem[]) =>
  items.filter(({ type }) => type === "MESSAGE").map(({ content }) => content);

describe("Chat", () => {
  useTestCredentials();

  it("starts once, however often it is asked to", async () => {
    await using emulator = await started();
    const { chat } = new Talk(emulator);
    const [first, second] = await Promise.all([chat.start(), chat.start()]);
    assert.equal(second.contactId, first.contactId);
    assert.deepEqual(
      emulator.contacts().map(({ id }) => id),
      [first.contactId],
    );
    await chat.end();
  });

  it("tells the contact's ARN", async () => {
    await using emulator = await started();
    const { chat } = new Talk(emulator);
    const { contactId } = await chat.start();
    assert.equal(await chat.arn(), `${emulator.instanceArn}/contact/${contactId}`);
    await chat.end();
  });

  it("hears the flow after subscribing", async () => {
    await using emulator = await started();
    const talk = new Talk(emulator);
    await talk.chat.subscribe();
    const hello = await talk.hears(({ content }) => content === "Hello");
    assert.equal(hello.role, "SYSTEM");
    assert.equal(talk.chat.isOwn(hello), false);
    assert.equal(talk.chat.ended, false);
    await talk.chat.end();
  });

  it("recognises the echo of what it said", async () => {
    await using emulator = await started();
    const talk = new Talk(emulator);
    await talk.chat.subscribe();
    const id = await talk.chat.say("Hi");
    const echo = await talk.hears((item) => item.id === id);
    assert.equal(echo.content, "Hi");
    assert.equal(talk.chat.isOwn(echo), true);
    assert.equal(talk.chat.isOwn({ ...echo, role: undefined }), true);
    assert.deepEqual(contents(talk.chat.items), ["Hello", "Hi"]);
    await talk.chat.end();
  });

  it("says JSON where the chat was started with it", async () => {
    await using emulator = await started();
    const SupportedMessagingContentTypes = ["text/plain", "application/json"];
    const talk = new Talk(emulator, { request: { SupportedMessagingContentTypes } });
    await talk.chat.subscribe();
    await talk.chat.say('{"a":1}', "application/json");
    const echo = await talk.hears(({ contentType }) => contentType === "application/json");
    assert.equal(echo.content, '{"a":1}');
    await talk.chat.end();
  });

  it("hears the end of the chat", async () => {
    await using emulator = await started({ flows: [flow("short", say("bye", "Goodbye", "end"), disconnect())] });
    const talk = new Talk(emulator);
    await talk.chat.subscribe();
    await talk.hears(isEnd);
    assert.equal(talk.chat.ended, true);
    assert.deepEqual(contents(talk.heard), ["Goodbye"]);
    await talk.chat.end();
  });

  it("tells when the socket is lost", async () => {
    await using emulator = await started();
    let lose: (reason: ChatCheckError) => void = () => {};
    const losing = new Promise<ChatCheckError>((resolve) => {
      lose = resolve;
    });
    const { chat } = new Talk(emulator, { lost: lose });
    await chat.subscribe();
    await emulator.close();
    assert.equal((await losing).code, "SOCKET_DROPPED");
    assert.equal((await refusal(chat.end(), ChatCheckError)).code, "CONTACT_NOT_ENDED");
  });

  describe("reads the transcript", () => {
    it("that knows what was said before the subscription", async () => {
      await using emulator = await started({ behaviour: { flowStart: "created" } });
      const { chat } = new Talk(emulator);
      await chat.subscribe();
      assert.deepEqual(contents(chat.items), []);
      await chat.readTranscript();
      assert.deepEqual(contents(chat.items), ["Hello"]);
      assert.deepEqual(chat.disagreements, []);
      await chat.end();
    });

    it("of more than a hundred items, in the order in which they were said", async () => {
      const clock = manualClock();
      await using emulator = await started({ clock });
      const { chat } = new Talk(emulator);
      await chat.connect();
      const said: string[] = [];
      for (let number = 1; number <= 230; number++) {
        said.push(String(number));
        await chat.say(String(number));
        if (number % 50 === 0) clock.advance(1);
      }
      await chat.readTranscript();
      assert.deepEqual(contents(chat.items), said);
      await chat.end();
    });

    it("of more than a hundred items, which agrees with the socket", async () => {
      const clock = manualClock();
      await using emulator = await started({ clock });
      const talk = new Talk(emulator);
      await talk.chat.subscribe();
      for (let number = 1; number <= 110; number++) {
        clock.advance(1);
        await talk.chat.say(String(number));
      }
      await talk.hears(({ content }) => content === "110");
      await talk.chat.readTranscript();
      assert.deepEqual(talk.chat.disagreements, []);
      assert.deepEqual(talk.chat.items, talk.heard);
      await talk.chat.end();
    });

    it("not of a chat that has ended", async () => {
      await using emulator = await started({ flows: [greeting()] });
      const talk = new Talk(emulator);
      await talk.chat.subscribe();
      await talk.chat.say("Bye");
      await talk.hears(isEnd);
      assert.equal((await refusal(talk.chat.readTranscript(), ChatCheckError)).code, "CONNECTION_REFUSED");
      await talk.chat.end();
    });
  });

  describe("whose signal is aborted", () => {
    const reason = new Error("enough");

    for (const [title, prepare, act] of [
      ["connect", (chat: Chat) => chat.start(), (chat: Chat) => chat.connect()],
      ["subscribe", (chat: Chat) => chat.connect(), (chat: Chat) => chat.subscribe()],
      ["say", (chat: Chat) => chat.subscribe(), (chat: Chat) => chat.say("Hi")],
      ["readTranscript", (chat: Chat) => chat.subscribe(), (chat: Chat) => chat.readTranscript()],
    ] as const) {
      it(`rejects ${title} with the signal's reason, and can be ended`, async () => {
        await using emulator = await started();
        const { chat, aborting } = new Talk(emulator);
        await prepare(chat);
        const acting = act(chat);
        aborting.abort(reason);
        await assert.rejects(acting, (error) => error === reason);
        await chat.end();
        assert.deepEqual(openContacts(emulator), []);
      });
    }

    it("starts no contact", async () => {
      await using emulator = await started();
      const { chat, aborting } = new Talk(emulator);
      aborting.abort(reason);
      await assert.rejects(chat.start(), (error) => error === reason);
      await chat.end();
      assert.deepEqual(emulator.contacts(), []);
    });
  });

  describe("that is left open", () => {
    let state: string;
    const listening = () => ["SIGINT", "SIGTERM"].map((signal) => process.listenerCount(signal));

    beforeEach(() => {
      state = mkdtempSync(join(tmpdir(), "chat-check-state-"));
    });
    afterEach(() => rmSync(state, { recursive: true }));

    const taken = () => surroundings({ environment: { XDG_STATE_HOME: state } });
    const recorded = () => unendedContacts(taken()).map(({ contactId }) => contactId);

    it("stays, is recorded without a token, and waits for no signal", async () => {
      await using emulator = await started();
      const before = listening();
      const { chat } = new Talk(emulator, { surroundings: taken() });
      await chat.subscribe();
      assert.notDeepEqual(listening(), before);
      const left = await chat.leaveOpen();
      assert.deepEqual(left, { instanceId: emulator.instanceId, contactId: left?.contactId, recorded: true });
      assert.deepEqual(
        openContacts(emulator).map(({ id }) => id),
        recorded(),
      );
      const [{ since, ...record } = { since: "" }] = unendedContacts(taken());
      assert.ok(Date.parse(since) > 0);
      assert.deepEqual(record, {
        instanceId: emulator.instanceId,
        contactId: left?.contactId,
        region: emulator.region,
        endpoint: emulator.url,
      });
      assert.deepEqual(listening(), before);
    });

    it("stays when its signal was aborted before", async () => {
      await using emulator = await started();
      const { chat, aborting } = new Talk(emulator, { surroundings: taken() });
      const { contactId } = await chat.start();
      aborting.abort(new Error("enough"));
      assert.equal((await chat.leaveOpen())?.contactId, contactId);
      assert.deepEqual(recorded(), [contactId]);
    });

    it("is told to be unrecorded where there is no state folder", async () => {
      await using emulator = await started();
      const { chat } = new Talk(emulator);
      await chat.start();
      assert.equal((await chat.leaveOpen())?.recorded, false);
    });

    it("is none when the flow has ended it, or it was never started", async () => {
      await using emulator = await started({ flows: [flow("short", say("bye", "Goodbye", "end"), disconnect())] });
      const talk = new Talk(emulator, { surroundings: taken() });
      assert.equal(await new Talk(emulator, { surroundings: taken() }).chat.leaveOpen(), undefined);
      await talk.chat.subscribe();
      await talk.hears(isEnd);
      assert.equal(await talk.chat.leaveOpen(), undefined);
      assert.deepEqual(recorded(), []);
    });
  });
});
