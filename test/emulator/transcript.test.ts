import assert from "node:assert/strict";
import type { GetTranscriptRequest } from "@aws-sdk/client-connectparticipant";
import type { Chat } from "../../provider/emulator/chat.js";
import type { Contact } from "../../provider/emulator/contact.js";
import { ServiceError } from "../../provider/emulator/errors.js";
import { pageOf } from "../../provider/emulator/transcript.js";
import { greeting } from "../flows.js";
import { contactFor } from "./contact-in-flow.js";

type Request = Omit<GetTranscriptRequest, "ConnectionToken">;

const contentsOf = (chat: Chat, request: Request = {}) => pageOf(chat, request).items.map(({ Content }) => Content);

/** Every page, following NextToken. */
function pagesOf(chat: Chat, request: Request) {
  const pages: ReturnType<typeof pageOf>["items"][] = [];
  let NextToken: string | undefined;
  do {
    const page = pageOf(chat, { ...request, NextToken });
    pages.push(page.items);
    NextToken = page.nextToken;
  } while (NextToken);
  return pages;
}

/** Chats of one emulator, each carrying on the one before where told so. */
function chats() {
  const { contacts, instance, contact } = contactFor(greeting());
  const started = (source?: Contact): Chat => {
    const { chat } = contacts.start(instance, contact.flow, contact.request, Number.POSITIVE_INFINITY, source).contact;
    if (source) chat.continueFrom(source);
    return chat;
  };
  const say = (chat: Chat, ...words: string[]) => {
    for (const word of words) chat.say(chat.customer, "text/plain", word);
  };
  return { started, say };
}

describe("a transcript", () => {
  it("goes over all contacts of a chat, or one of them", () => {
    const { started, say } = chats();
    const chat = started();
    const first = chat.contact;
    say(chat, "1", "2");
    const second = chat.next(first.flow, "TRANSFER");
    say(chat, "3");
    assert.deepEqual(contentsOf(chat), ["3", "2", "1"]);
    assert.deepEqual(contentsOf(chat, { ContactId: first.id }), ["2", "1"]);
    assert.deepEqual(contentsOf(chat, { ContactId: second.id }), ["3"]);
    assert.deepEqual(contentsOf(chat, { ContactId: "other" }), []);
  });

  describe("of a chat that carries on another", () => {
    it("comes to the past items by NextToken, backward, marked with their contact", () => {
      const { started, say } = chats();
      const past = started();
      say(past, "a", "b", "c");
      past.end("API");
      const chat = started(past.contact);
      say(chat, "1", "2", "3");
      const pages = pagesOf(chat, { MaxResults: 2 });
      assert.deepEqual(
        pages.map((page) => page.map(({ Content, ContentType }) => Content ?? ContentType?.split("event.")[1])),
        [["3", "2"], ["1"], ["chat.ended", "c"], ["b", "a"]],
      );
      for (const item of pages.flat().slice(0, 3)) {
        assert.deepEqual([item.ContactId, item.RelatedContactId], [chat.contact.id, undefined]);
      }
      for (const item of pages.flat().slice(3)) {
        assert.deepEqual([item.ContactId, item.RelatedContactId], [undefined, past.contact.id]);
      }
    });

    it("begins with the past where nothing was said yet, each page sorted as asked for", () => {
      const { started, say } = chats();
      const past = started();
      say(past, "a", "b");
      past.end("API");
      const chat = started(past.contact);
      const [own, first] = pagesOf(chat, { MaxResults: 3, SortOrder: "ASCENDING" });
      assert.deepEqual(own, []);
      assert.deepEqual(
        first?.map(({ Content }) => Content),
        ["a", "b", undefined],
      );
    });

    it("leaves out what came after the contact that is carried on, and goes on to what that carried on", () => {
      const { started, say } = chats();
      const oldest = started();
      say(oldest, "oldest");
      oldest.end("API");
      const past = started(oldest.contact);
      const agent = past.contact;
      say(past, "past");
      past.next(agent.flow, "DISCONNECT");
      say(past, "survey");
      past.end("API");
      const said = (source: Contact) =>
        pagesOf(started(source), {})
          .flat()
          .map(({ Content }) => Content)
          .filter(Boolean);
      assert.deepEqual(said(agent), ["past", "oldest"]);
      assert.deepEqual(said(past.contact), ["survey", "past", "oldest"]);
    });

    it("has no past for one contact, nor forward", () => {
      const { started, say } = chats();
      const past = started();
      say(past, "a");
      past.end("API");
      const chat = started(past.contact);
      say(chat, "1");
      assert.equal(pageOf(chat, { ContactId: chat.contact.id }).nextToken, undefined);
      const forward = { StartPosition: { MostRecent: 1 }, ScanDirection: "FORWARD" } as const;
      assert.equal(pageOf(chat, forward).nextToken, undefined);
      const { nextToken: NextToken } = pageOf(chat, {});
      assert.throws(
        () => pageOf(chat, { ...forward, NextToken }),
        (error) => error instanceof ServiceError && error.name === "ValidationException",
      );
    });

    it("has a hundred past contacts at the most", () => {
      const { started, say } = chats();
      const past = started();
      for (let count = 1; count <= 101; count++) {
        say(past, String(count));
        if (count < 101) past.next(past.contact.flow, "TRANSFER");
      }
      past.end("API");
      const contents = pagesOf(started(past.contact), { MaxResults: 100 })
        .flat()
        .map(({ Content }) => Content)
        .filter(Boolean);
      assert.equal(contents.length, 100);
      assert.equal(contents.at(-1), "2");
    });
  });
});
