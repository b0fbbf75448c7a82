import assert from "node:assert/strict";
import fc from "fast-check";
import type { ChatItem } from "../../provider/chat/item.js";
import { mostTranscriptBytes, transcriptLine, transcriptOf } from "../../provider/conversation/transcript.js";

const time = "2026-05-01T00:00:00.000Z";
const eventPrefix = "application/vnd.amazonaws.connect.event.";

function message(content: string, overrides: Partial<ChatItem> = {}): ChatItem {
  return { id: "i-1", time, type: "MESSAGE", role: "SYSTEM", contentType: "text/plain", content, ...overrides };
}

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const many = (count: number, content: string) => Array.from({ length: count }, () => message(content));

describe("transcriptOf", () => {
  it("keeps time, role, content type and content", () => {
    assert.deepEqual(transcriptOf([message("Hello", { displayName: "BOT" })]), [
      { time, role: "SYSTEM", contentType: "text/plain", content: "Hello" },
    ]);
  });

  it("has an empty role where there is none", () => {
    const [ended] = transcriptOf([message("", { role: undefined, contentType: `${eventPrefix}chat.ended` })]);
    assert.equal(ended?.role, "");
  });

  it("is empty for nothing", () => {
    assert.deepEqual(transcriptOf([]), []);
  });

  it("keeps the first entries of many and tells how many it left out", () => {
    const transcript = transcriptOf(many(500, "Hello"));
    const last = transcript.at(-1);
    assert.ok(bytesOf(transcript) <= mostTranscriptBytes);
    assert.ok(bytesOf(transcript) > mostTranscriptBytes - 1024);
    assert.equal(transcript[0]?.content, "Hello");
    const left = 500 - (transcript.length - 1);
    assert.match(
      last?.content ?? "",
      new RegExp(`\\(cut: the transcript holds 8 KB, ${left} more entries were left out\\)$`),
    );
  });

  for (const [name, letter] of [
    ["of one byte", "x"],
    ["of several bytes", "€"],
    ["of two code units", "😀"],
    ["that JSON escapes", "\u0001"],
  ] as const) {
    it(`cuts one huge message in letters ${name}, within a letter nowhere`, () => {
      const transcript = transcriptOf([message(letter.repeat(20_000))]);
      assert.equal(transcript.length, 1);
      const [{ content } = message("")] = transcript;
      const [, start = "", note] = /^(.+)… (\(cut: .*1 more entry was left out\))$/su.exec(content) ?? [];
      assert.ok(note);
      assert.equal(start, letter.repeat(start.length / letter.length));
      assert.ok(bytesOf(transcript) <= mostTranscriptBytes);
      assert.ok(bytesOf(transcript) > mostTranscriptBytes - 512, `${bytesOf(transcript)} bytes are too few`);
    });
  }

  it("keeps what was said before a huge message", () => {
    const transcript = transcriptOf([message("Hello"), message("x".repeat(20_000)), message("Bye")]);
    assert.equal(transcript.length, 2);
    assert.equal(transcript[0]?.content, "Hello");
    assert.match(transcript[1]?.content ?? "", /^x+… \(cut: .* 2 more entries were left out\)$/);
  });

  it("leaves out labels that alone would take the room", () => {
    const transcript = transcriptOf([
      ...many(79, "Hello"),
      message("x".repeat(9000), { contentType: "c".repeat(600) }),
    ]);
    assert.ok(bytesOf(transcript) <= mostTranscriptBytes, `${bytesOf(transcript)} bytes`);
    assert.match(transcript.at(-1)?.content ?? "", / 1 more entry was left out\)$/);
  });

  it("cuts nothing that has room", () => {
    const items = many(20, "Hello");
    assert.deepEqual(
      transcriptOf(items).map(({ content }) => content),
      items.map(({ content }) => content),
    );
  });

  it("never has more than 8 KB, whatever was said by whomever", () => {
    const letters = fc.constantFrom("x", "é", "€", "😀", '"', "\u0001", "\ud800");
    const text = (most: number) => fc.tuple(letters, fc.nat(most)).map(([letter, count]) => letter.repeat(count));
    const items = fc.array(
      fc.record({
        id: fc.uuid(),
        time: fc.constant(time),
        type: fc.constant("MESSAGE"),
        role: fc.option(text(100), { nil: undefined }),
        contentType: text(300),
        content: fc.oneof(fc.string({ unit: "binary" }), text(400), text(4000)),
      }),
      { maxLength: 30, size: "max" },
    );
    fc.assert(
      fc.property(items, (said) => {
        const transcript = transcriptOf(said);
        assert.ok(bytesOf(transcript) <= mostTranscriptBytes, `${bytesOf(transcript)} bytes`);
        const kept = transcript.filter(({ content }, index) => content === said[index]?.content).length;
        assert.ok(kept === said.length || / left out\)$/.test(transcript.at(-1)?.content ?? ""));
      }),
    );
  });
});

describe("transcriptLine", () => {
  const entry = { time: "2026-05-01T00:00:01.230Z", role: "SYSTEM", contentType: "text/plain", content: "Hello" };

  it("tells how long after the start who said what", () => {
    assert.equal(transcriptLine(entry, time), "+1.23 s SYSTEM: Hello");
  });

  it("tells what came before the start", () => {
    assert.equal(transcriptLine(entry, "2026-05-01T00:00:02.000Z"), "-0.77 s SYSTEM: Hello");
  });

  it("names an event, and the chat where nobody did it", () => {
    const ended = { time, role: "", contentType: `${eventPrefix}chat.ended`, content: "" };
    assert.equal(transcriptLine(ended, time), "+0.00 s CHAT: chat.ended");
  });
});
