import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import type { ChatItem } from "../../provider/chat/item.js";
import { cellsOf } from "../../provider/cli/cells.js";
import { entryOf, type Message, offerOf, viewTokenOf } from "../../provider/cli/chat-entry.js";
import { BubbleScreen, bubble, LineScreen } from "../../provider/cli/chat-screen.js";

const interactive = "application/vnd.amazonaws.connect.message.interactive";
const event = "application/vnd.amazonaws.connect.event.";
const time = new Date(2026, 0, 5, 9, 30, 15).toISOString();

const item = (members: Partial<ChatItem>): ChatItem => ({
  id: "1",
  time,
  type: "MESSAGE",
  role: "SYSTEM",
  displayName: "SYSTEM_MESSAGE",
  contentType: "text/plain",
  content: "Hello",
  ...members,
});
const template = (templateType: string, content: object) =>
  item({
    contentType: interactive,
    content: JSON.stringify({ templateType, version: "1.0", data: { content } }),
  });
const message = (members: Partial<Message> = {}): Message => ({
  kind: "message",
  time,
  own: false,
  role: "SYSTEM",
  text: "Hello",
  choices: [],
  ...members,
});
const plain = (columns: number) => ({ columns, colours: false });
const picker = template("ListPicker", { title: "Which?", elements: [{ title: "One" }, { title: "Two" }] });

describe("an entry of a chat", () => {
  const entries: readonly (readonly [title: string, ChatItem, own: boolean, entry: object | undefined])[] = [
    ["a message of the flow", item({}), false, message()],
    ["one of a bot", item({ displayName: "BOT" }), false, message({ name: "BOT" })],
    ["one of an agent", item({ role: "AGENT", displayName: "Jane" }), false, message({ role: "AGENT", name: "Jane" })],
    ["a file", item({ type: "ATTACHMENT", content: "a.txt" }), false, message({ text: "[file] a.txt" })],
    ["a list picker", picker, false, message({ text: "Which?", choices: ["One", "Two"] })],
    [
      "a time picker",
      template("TimePicker", { title: "When?", timeslots: [{ date: "2026-01-05T09:00Z", duration: 60 }] }),
      false,
      message({ text: "When?", choices: ["2026-01-05T09:00Z"] }),
    ],
    [
      "a carousel",
      template("Carousel", {
        title: "Look",
        elements: ["A", "B"].map((title) => ({
          templateIdentifier: title,
          data: { content: { title, elements: [{ title: `${title}1` }, { title: `${title}2` }] } },
        })),
      }),
      false,
      message({ text: "Look", choices: ["A › A1", "A › A2", "B › B1", "B › B2"] }),
    ],
    [
      "a view, without its token",
      template("ViewResource", { viewId: "form", viewToken: "secret", viewData: { Heading: "Hi", List: [1] } }),
      false,
      message({ text: "[view] form\nHeading: Hi\nList:\n  - 1" }),
    ],
    [
      "a view whose data is a text",
      template("ViewResource", { viewId: "form", viewToken: "secret", viewData: '{"a":1}' }),
      false,
      message({ text: "[view] form\na: 1" }),
    ],
    [
      "a template that nobody knows, without its content",
      template("Hologram", { secret: "secret" }),
      false,
      message({ text: "[Hologram]" }),
    ],
    [
      "an interactive message that is no JSON",
      item({ contentType: interactive, content: "secret{" }),
      false,
      message({ text: "[]" }),
    ],
    [
      "an own choice of a view",
      item({ contentType: `${interactive}.response`, content: '{"action":"Next","data":{"a":1}}' }),
      true,
      message({ own: true, text: 'Next {"a":1}' }),
    ],
    [
      "an own choice without data",
      item({ contentType: `${interactive}.response`, content: '{"action":"Next","data":{}}' }),
      true,
      message({ own: true, text: "Next" }),
    ],
    [
      "own text in answer to a view",
      item({ contentType: `${interactive}.response`, content: '{"action":" ","data":{"content":"free"}}' }),
      true,
      message({ own: true, text: "free" }),
    ],
    [
      "an own choice of a carousel",
      item({ content: '{"templateIdentifier":"A","listTitle":"A","selectionText":"A2"}' }),
      true,
      message({ own: true, text: "A2" }),
    ],
    ["own JSON of another kind", item({ content: '{"a":1}' }), true, message({ own: true, text: '{"a":1}' })],
    [
      "somebody who joins",
      item({ type: "EVENT", role: "AGENT", displayName: "Jane", contentType: `${event}participant.joined` }),
      false,
      { kind: "event", time, text: "Jane joined" },
    ],
    [
      "somebody who types",
      item({ type: "EVENT", role: "AGENT", displayName: "Jane", contentType: `${event}typing` }),
      false,
      { kind: "event", time, text: "Jane is typing …" },
    ],
    ["own typing", item({ type: "EVENT", role: "CUSTOMER", contentType: `${event}typing` }), true, undefined],
    [
      "the end",
      item({ type: "EVENT", role: undefined, displayName: undefined, contentType: `${event}chat.ended` }),
      false,
      { kind: "event", time, text: "The chat has ended" },
    ],
    ["a receipt", item({ type: "MESSAGEMETADATA", contentType: `${event}message.metadata` }), false, undefined],
    ["an event that nobody knows", item({ type: "EVENT", contentType: `${event}sneezed` }), false, undefined],
  ];
  for (const [title, heard, own, entry] of entries) {
    it(`is read of ${title}`, () => assert.deepEqual(entryOf(heard, own), entry));
  }

  it("offers what can be chosen, of interactive messages alone", () => {
    assert.deepEqual(offerOf(picker), { kind: "elements", elements: [{ title: "One" }, { title: "Two" }] });
    assert.deepEqual(offerOf(template("ViewResource", { viewId: "a" })), { kind: "view", actions: [] });
    assert.equal(offerOf(item({})), undefined);
  });

  it("has a view's token, and nobody else's", () => {
    assert.equal(viewTokenOf(template("ViewResource", { viewToken: "secret" })), "secret");
    assert.equal(viewTokenOf(template("ListPicker", { viewToken: "secret" })), undefined);
    assert.equal(viewTokenOf(item({ content: '{"viewToken":"secret"}' })), undefined);
  });

  it("shows twenty lines of a view's data at most", () => {
    const viewData = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`k${index}`, index]));
    const entry = entryOf(template("ViewResource", { viewId: "form", viewData }), false) as Message;
    assert.deepEqual(entry.text.split("\n").slice(-2), ["k19: 19", "… 10 more"]);
  });
});

describe("a bubble", () => {
  it("of others stands on the left, below who said it and when", () => {
    assert.equal(bubble(message(), plain(80)), "SYSTEM · 09:30:15\n│ Hello\n");
    assert.equal(
      bubble(message({ role: "AGENT", name: "Jane Austen", text: "One\n\nTwo" }), plain(80)),
      "Jane Austen · AGENT · 09:30:15\n│ One\n│\n│ Two\n".replace("│\n", "│ \n"),
    );
  });

  it("of one's own stands on the right", () => {
    assert.equal(
      bubble(message({ own: true, role: "CUSTOMER", name: "Ada", text: "Hello\nyou" }), plain(30)),
      ["               You · 09:30:15", "                      Hello │", "                        you │", ""].join(
        "\n",
      ),
    );
  });

  it("has a choice that is too long below itself, beside its number", () => {
    const choices = ["Invoices, payments and reminders", "Donaudampfschifffahrt", "Orders"];
    assert.deepEqual(bubble(message({ choices }), plain(24)).split("\n").slice(2), [
      "│ 1  Invoices, payments",
      "│    and reminders",
      "│ 2  Donaudampfschifffa",
      "│    hrt",
      "│ 3  Orders",
      "",
    ]);
  });

  it("numbers its choices", () => {
    const choices = Array.from({ length: 10 }, (_, index) => `Choice ${index}`);
    const lines = bubble(message({ choices }), plain(80)).split("\n");
    assert.deepEqual([lines[2], lines[11]], ["│  1  Choice 0", "│ 10  Choice 9"]);
  });

  it("is wrapped to three quarters of a terminal, and to all of a narrow one", () => {
    const text = "word ".repeat(40).trim();
    const widest = (columns: number) =>
      Math.max(
        ...bubble(message({ text }), plain(columns))
          .split("\n")
          .map((line) => line.length),
      );
    assert.deepEqual([widest(80), widest(30)], [61, 26]);
  });

  it("fits any terminal of twenty columns and more, whatever is said", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 100 }),
        fc.integer({ min: 20, max: 120 }),
        fc.boolean(),
        (text, columns, own) => {
          for (const line of bubble(message({ text, own }), plain(columns)).split("\n")) {
            assert.ok(cellsOf(line) <= columns, JSON.stringify(line));
          }
        },
      ),
    );
  });

  it("keeps its shape around letters that are wide, or run from right to left", () => {
    assert.equal(bubble(message({ own: true, text: "你好" }), plain(20)).split("\n")[1], "             你好 │");
    assert.equal(bubble(message({ text: "שלום" }), plain(20)).split("\n")[1], "│ \u2068שלום\u2069");
  });

  it("writes nothing that a terminal would obey but its own colours", () => {
    const text = "\u001B[2J\u001B]0;title\u0007\u009B1A";
    const nasty = message({ text, name: text, role: text, choices: [text] });
    for (const own of [true, false]) {
      const written = bubble({ ...nasty, own }, plain(80));
      for (const control of ["\u001B", "\u0007", "\u009B"]) assert.ok(!written.includes(control));
      const coloured = bubble({ ...nasty, own }, { columns: 80, colours: true });
      assert.equal(coloured.replaceAll(/\p{Cc}\[\d+m/gu, ""), written);
    }
  });

  it("has colours where they are wanted, which change nothing else", () => {
    for (const own of [true, false]) {
      const coloured = bubble(message({ own }), { columns: 80, colours: true });
      assert.ok(coloured.includes("\u001B["));
      assert.equal(stripVTControlCharacters(coloured), bubble(message({ own }), plain(80)));
    }
  });
});

describe("a screen of bubbles", () => {
  it("follows the window, and shows events, choices and notes as small lines", () => {
    let written = "";
    let columns = 80;
    const screen = new BubbleScreen(
      () => plain(columns),
      (text) => {
        written += text;
      },
    );
    screen.show({ kind: "event", time, text: "Jane joined" });
    screen.choices(["Done", "Another"]);
    columns = 10;
    screen.note("one two three");
    assert.equal(written, "· Jane joined · 09:30:15\n│ 1  Done\n│ 2  Another\none two\nthree\n");
  });
});

describe("a screen of lines", () => {
  it("writes a line an entry with its time since the first, and what is no part of the chat elsewhere", () => {
    let [written, told] = ["", ""];
    const screen = new LineScreen(
      (text) => {
        written += text;
      },
      (text) => {
        told += text;
      },
    );
    const later = new Date(Date.parse(time) + 1_250).toISOString();
    screen.show({ kind: "event", time, text: "Jane joined" });
    screen.show(message({ time: later, text: "Which?\n\u001B[2J", choices: ["One", "Two"] }));
    screen.choices(["Done", "Another"]);
    screen.note("A note");
    assert.equal(
      written,
      "+0.00 s CHAT: Jane joined\n+1.25 s SYSTEM: Which?\n  \uFFFD[2J\n  1  One\n  2  Two\n  1  Done\n  2  Another\n",
    );
    assert.equal(told, "A note\n");
  });
});
