import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Chat } from "../../provider/chat/chat.js";
import { unendedContacts } from "../../provider/chat/unended.js";
import type { Emulator } from "../../provider/emulator/index.js";
import { ChatCheckError } from "../../provider/errors.js";
import { refusal, useTestCredentials } from "../emulator/customer.js";
import { greeting } from "../flows.js";
import { assertNoToken } from "../project/tokens.js";
import { type Fate, Relay } from "./relay.js";
import { surroundings } from "./surroundings.js";
import { isEnd, openContacts, started, Talk, type TalkOptions } from "./talk.js";

const startPath = "/contact/chat";
const stopPath = "/contact/stop";

describe("the end of a chat", () => {
  useTestCredentials();

  for (const stopEndedContact of [200, 410] as const) {
    describe(`leaves no open contact where a second stop is answered with ${stopEndedContact}`, () => {
      const states: Readonly<Record<string, (talk: Talk) => Promise<unknown>>> = {
        "after the start": ({ chat }) => chat.start(),
        "after connecting": ({ chat }) => chat.connect(),
        "after subscribing": ({ chat }) => chat.subscribe(),
        "after the flow ended it": async (talk) => {
          await talk.chat.subscribe();
          await talk.chat.say("Bye");
          await talk.hears(isEnd);
        },
        "after the flow ended it unheard": async ({ chat }) => {
          await chat.connect();
          await chat.say("Bye");
        },
      };
      for (const [title, reach] of Object.entries(states)) {
        it(title, async () => {
          await using emulator = await started({
            flows: [greeting()],
            behaviour: { stopEndedContact, flowStart: "created" },
          });
          const talk = new Talk(emulator);
          await reach(talk);
          assert.equal(emulator.contacts().length, 1);
          await talk.chat.end();
          assert.deepEqual(openContacts(emulator), []);
        });
      }
    });
  }

  it("asks nobody before the start", async () => {
    await using emulator = await started();
    await using relay = await Relay.to(emulator.url);
    await new Talk(emulator, { endpoint: relay.url }).chat.end();
    assert.deepEqual(relay.paths, []);
  });

  it("is a customer's leave, once connected", async () => {
    await using emulator = await started();
    const { chat } = new Talk(emulator);
    await chat.subscribe();
    await chat.end();
    assert.equal(emulator.contacts()[0]?.disconnectReason, "CUSTOMER_DISCONNECT");
  });

  it("comes once, however often it is asked for", async () => {
    await using emulator = await started();
    await using relay = await Relay.to(emulator.url);
    const { chat } = new Talk(emulator, { endpoint: relay.url });
    await chat.start();
    await Promise.all([chat.end(), chat.end()]);
    await chat.end();
    assert.equal(relay.countOf(stopPath), 1);
  });

  it("has nothing to do when the start was refused", async () => {
    await using emulator = await started();
    await using relay = await Relay.to(emulator.url);
    const { chat } = new Talk(emulator, { endpoint: relay.url, request: { ContactFlowId: "nobody" } });
    assert.equal((await refusal(chat.start(), ChatCheckError)).code, "NOT_FOUND");
    await chat.end();
    assert.deepEqual(relay.paths, [startPath]);
  });

  it("names the contact that stays, and the command that ends it", async () => {
    await using emulator = await started();
    await using relay = await Relay.to(emulator.url, (path) => (path === stopPath ? "cut" : "pass"));
    const { chat } = new Talk(emulator, { endpoint: relay.url });
    const { contactId } = await chat.start();
    const error = await refusal(chat.end(), ChatCheckError);
    assert.equal(error.code, "CONTACT_NOT_ENDED");
    assert.match(error.message, new RegExp(contactId));
    assert.match(error.hint, new RegExp(`--instance-id ${emulator.instanceId} --contact-id ${contactId}`));
  });

  it("records the contact that stays, by its ids, and no other", async () => {
    const state = mkdtempSync(join(tmpdir(), "chat-check-state-"));
    try {
      const taken = surroundings({ environment: { XDG_STATE_HOME: state } });
      await using emulator = await started();
      const ended = new Talk(emulator, { surroundings: taken }).chat;
      await ended.subscribe();
      await ended.end();
      await using relay = await Relay.to(emulator.url, (path) => (path === stopPath ? "cut" : "pass"));
      const { chat } = new Talk(emulator, { endpoint: relay.url, surroundings: taken });
      const { contactId } = await chat.start();
      const error = await refusal(chat.end(), ChatCheckError);
      assert.match(error.hint, new RegExp(`^End it: chat-check end ${contactId}, or aws connect stop-contact `));
      const [record, ...others] = unendedContacts(taken);
      assert.deepEqual(
        [record?.contactId, record?.instanceId, record?.region, record?.endpoint],
        [contactId, emulator.instanceId, emulator.region, relay.url],
      );
      assert.deepEqual(others, []);
      for (const file of readdirSync(join(state, "connect-chat-check/contacts"))) {
        assertNoToken(readFileSync(join(state, "connect-chat-check/contacts", file), "utf8"));
      }
    } finally {
      rmSync(state, { recursive: true });
    }
  });

  it("finds the one contact of a start whose first answer was cut off", async () => {
    await using emulator = await started();
    await using relay = await Relay.to(emulator.url, firstStart("cut"));
    const { chat } = new Talk(emulator, { endpoint: relay.url });
    await chat.start();
    assert.equal(relay.countOf(startPath), 2);
    assert.equal(emulator.contacts().length, 1);
    await chat.end();
    assert.deepEqual(openContacts(emulator), []);
  });

  describe("of a chat that was aborted before the start's answer", () => {
    /** Aborts when the emulator has made the contact and nobody knows of it yet. */
    async function aborted(emulator: Emulator, relay: Relay, options: TalkOptions = {}): Promise<Chat> {
      const { chat, aborting } = new Talk(emulator, { endpoint: relay.url, ...options });
      const answered = relay.answered(startPath);
      const starting = chat.start();
      await answered;
      aborting.abort(new Error("enough"));
      await assert.rejects(starting, /enough/);
      assert.equal(openContacts(emulator).length, 1);
      return chat;
    }

    for (const [fate, starts] of [
      ["pass", 1],
      ["cut", 2],
    ] as const) {
      it(`waits for an answer that is late${fate === "cut" ? " and then cut off" : ""}`, async () => {
        await using emulator = await started();
        let decide: (fate: "pass" | "cut") => void = () => {};
        const late = new Promise<"pass" | "cut">((resolve) => {
          decide = resolve;
        });
        await using relay = await Relay.to(emulator.url, firstStart(late));
        const chat = await aborted(emulator, relay);
        const ending = chat.end();
        decide(fate);
        await ending;
        assert.equal(relay.countOf(startPath), starts);
        assert.equal(emulator.contacts().length, 1);
        assert.deepEqual(openContacts(emulator), []);
      });
    }

    it("asks again for an answer that never comes", async () => {
      await using emulator = await started();
      await using relay = await Relay.to(emulator.url, firstStart(new Promise(() => {})));
      const { after } = surroundings();
      const hasty = surroundings({
        after: (milliseconds, act) => after(milliseconds === 5_000 ? 0 : milliseconds, act),
      });
      const chat = await aborted(emulator, relay, { surroundings: hasty });
      await chat.end();
      assert.equal(relay.countOf(startPath), 2);
      assert.equal(emulator.contacts().length, 1);
      assert.deepEqual(openContacts(emulator), []);
    });
  });
});

/** The first answer to StartChatContact meets this fate, every other answer is passed on. */
function firstStart(fate: Fate): (path: string, count: number) => Fate {
  return (path, count) => (path === startPath && count === 1 ? fate : "pass");
}
