import assert from "node:assert/strict";
import { type ChatItem, chatItem, disagreements, mergedItems } from "../../provider/chat/item.js";

const message = (id: string, second: number, content = id): ChatItem => ({
  id,
  time: new Date(second * 1000).toISOString(),
  type: "MESSAGE",
  role: "SYSTEM",
  contentType: "text/plain",
  content,
});
const event = (id: string, second: number): ChatItem => ({ ...message(id, second, ""), type: "EVENT" });
type Four = [ChatItem, ChatItem, ChatItem, ChatItem];
const idsOf = (items: readonly ChatItem[]) => items.map(({ id }) => id);

describe("chatItem", () => {
  it("takes what matters of a message", () => {
    const item = chatItem({
      AbsoluteTime: "2026-05-01T00:00:00.000Z",
      Content: "Hello",
      ContentType: "text/plain",
      Id: "i-1",
      Type: "MESSAGE",
      ParticipantId: "p-1",
      DisplayName: "BOT",
      ParticipantRole: "SYSTEM",
    });
    assert.deepEqual(item, {
      id: "i-1",
      time: "2026-05-01T00:00:00.000Z",
      type: "MESSAGE",
      role: "SYSTEM",
      displayName: "BOT",
      contentType: "text/plain",
      content: "Hello",
    });
  });

  it("has no role and no content for the end of the chat", () => {
    const { role, content } = chatItem({ ContentType: "application/vnd.amazonaws.connect.event.chat.ended" });
    assert.equal(role, undefined);
    assert.equal(content, "");
  });

  it("names an attachment's files", () => {
    const Attachments = [
      { ContentType: "image/png", AttachmentName: "a.png" },
      { ContentType: "text/plain", AttachmentName: "b.txt" },
    ];
    const { contentType, content } = chatItem({ Type: "ATTACHMENT", Attachments });
    assert.deepEqual({ contentType, content }, { contentType: "image/png", content: "a.png, b.txt" });
  });
});

describe("mergedItems", () => {
  it("tells each item once, by the service's time", () => {
    const merged = mergedItems([message("c", 3), message("a", 1)], [message("b", 2), message("c", 3)]);
    assert.deepEqual(idsOf(merged), ["a", "b", "c"]);
  });

  it("keeps what the transcript says over what the socket said", () => {
    const [item] = mergedItems([message("a", 1, "socket")], [message("a", 1, "transcript")]);
    assert.equal(item?.content, "transcript");
  });

  it("keeps the transcript's order among items of the same time", () => {
    const transcript = [message("first", 1), message("second", 1), message("third", 1)];
    assert.deepEqual(idsOf(mergedItems([message("third", 1)], transcript)), ["first", "second", "third"]);
  });

  it("keeps what the transcript lacks before what it came before, at the same time", () => {
    const [one, two, hello, last] = ["one", "two", "hello", "last"].map((id) => message(id, 1)) as Four;
    assert.deepEqual(idsOf(mergedItems([one, two, hello, last], [hello])), ["one", "two", "hello", "last"]);
  });
});

describe("disagreements", () => {
  it("finds none when both tell the same", () => {
    const items = [message("a", 1), message("b", 2)];
    assert.deepEqual(disagreements(items, items), []);
  });

  it("finds none with one of them empty", () => {
    assert.deepEqual(disagreements([], [message("a", 1)]), []);
    assert.deepEqual(disagreements([message("a", 1)], []), []);
  });

  it("does not expect the socket to know what was said before its first item", () => {
    assert.deepEqual(disagreements([event("joined", 2)], [message("a", 1), event("joined", 2)]), []);
  });

  it("does not expect the transcript to know what was said after it was read", () => {
    assert.deepEqual(disagreements([message("a", 1), message("b", 2)], [message("a", 1)]), []);
  });

  it("tells of messages that the socket did not carry", () => {
    const transcript = [message("a", 1), message("b", 2), message("c", 3)];
    assert.deepEqual(disagreements([message("a", 1)], transcript), [
      "The transcript has 2 message(s) that the socket did not carry.",
    ]);
  });

  it("tells of messages that the transcript lacks", () => {
    const socket = [message("a", 1), message("b", 2), message("c", 3)];
    assert.deepEqual(disagreements(socket, [message("a", 1), message("c", 3)]), [
      "The socket carried 1 message(s) that the transcript lacks.",
    ]);
  });

  it("has no eye for events", () => {
    const socket = [message("a", 1), event("typing", 2), message("c", 4)];
    assert.deepEqual(disagreements(socket, [message("a", 1), event("left", 3), message("c", 4)]), []);
  });
});
