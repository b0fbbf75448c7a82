import assert from "node:assert/strict";
import type { TranscriptItem } from "../../../provider/conversation/transcript.js";
import { transcriptMarkup } from "../../../provider/report/page/transcript.js";

const type = "application/vnd.amazonaws.connect.";
const item = (role: string, contentType: string, content = "", time = "2026-01-01T00:00:00.000Z"): TranscriptItem => ({
  time,
  role,
  contentType,
  content,
});

/** The texts of a transcript, a line for each entry. */
function texts(...items: TranscriptItem[]): string[] {
  return transcriptMarkup(items)
    .text.split("</li>\n")
    .map((entry) =>
      entry
        .replace(/<svg.*?<\/svg>/gs, "")
        .replace(/<time.*?<\/time>/gs, "")
        .replace(/<[^>]+>/g, "|")
        .replace(/\s*\|[\s|]*/g, "|"),
    )
    .map((line) => line.replace(/^\||\|$/g, ""))
    .filter((line) => line !== "");
}

describe("a transcript on a page", () => {
  it("has the customer on one side, and everybody else on the other", () => {
    const { text } = transcriptMarkup([
      item("CUSTOMER", "text/plain", "Hi"),
      item("CUSTOM_BOT", "text/markdown", "**Hello**"),
    ]);
    assert.match(
      text,
      /<li class="message own">.*Customer.*Hi.*<li class="message other">.*Custom bot.*\*\*Hello\*\*/s,
    );
  });

  it("tells who speaks once, and each time to those who listen", () => {
    const { text } = transcriptMarkup([item("SYSTEM", "text/plain", "a"), item("SYSTEM", "text/plain", "b")]);
    assert.equal(text.match(/class="voice">System/g)?.length, 1);
    assert.equal(text.match(/class="unseen">System/g)?.length, 1);
  });

  it("has times since its start", () => {
    const at = (time: string) => item("SYSTEM", "text/plain", "x", time);
    const { text } = transcriptMarkup([
      at("2026-01-01T00:00:00.000Z"),
      at("2026-01-01T00:00:00.120Z"),
      at("2026-01-01T00:05:03.000Z"),
      at("2026-01-02T01:00:09.000Z"),
      at("2025-12-31T23:59:59.500Z"),
      at("later"),
    ]);
    assert.deepEqual(
      [...text.matchAll(/<time datetime="[^"]*" title="[^"]*">([^<]*)</g)].map(([, shown]) => shown),
      ["+0.00 s", "+0.12 s", "+5:03 min", "+25:00:09 h", "−0.50 s", "later"],
    );
  });

  it("has events as notes", () => {
    const event = (role: string, name: string, content?: string) => item(role, `${type}event.${name}`, content);
    assert.deepEqual(
      texts(
        event("CUSTOMER", "participant.joined"),
        event("AGENT", "typing"),
        event("CUSTOMER", "message.read", '{"messageId":"1"}'),
        event("", "message.metadata", '[{"DeliveredTimestamp":"x"}]'),
        event("", "message.metadata", '[{"ReadTimestamp":"x"}]'),
        event("SYSTEM", "new.kind", "details"),
        event("", "chat.ended"),
      ),
      [
        "Customer joined",
        "Agent is typing",
        "Customer read the message",
        "Message delivered",
        "Message read",
        "System new.kind: details",
        "The chat ended",
      ],
    );
  });

  it("has attachments with their names, and JSON as it is", () => {
    assert.deepEqual(texts(item("CUSTOMER", "image/png", "lamp.png"), item("SYSTEM", "application/json", '{"a":1}')), [
      "Customer|lamp.png|image/png",
      "System|{&quot;a&quot;:1}",
    ]);
  });

  it("says that there is nothing", () => {
    assert.match(transcriptMarkup([]).text, /Nothing was seen/);
  });
});

describe("an interactive message on a page", () => {
  const interactive = (message: unknown) => item("SYSTEM", `${type}message.interactive`, JSON.stringify(message));
  const element = (title: string, subtitle?: string) => ({ title, subtitle });

  it("is a card with what can be chosen", () => {
    const content = {
      title: "Which order?",
      subtitle: "Tap",
      imageType: "URL",
      imageData: "https://example.com/x.png",
      imageDescription: "A lamp",
      elements: [element("1042", "a lamp"), element("1007")],
    };
    const { text } = transcriptMarkup([interactive({ templateType: "ListPicker", version: "1.0", data: { content } })]);
    assert.doesNotMatch(text, /<img|https:/);
    assert.deepEqual(texts(interactive({ templateType: "ListPicker", version: "1.0", data: { content } })), [
      "System|List picker|Which order?|Tap|Picture:|A lamp|1042|a lamp|1007",
    ]);
  });

  it("has the times of a time picker, and the lists of a carousel", () => {
    const slots = {
      title: "When?",
      location: { title: "Shop" },
      timeslots: [{ date: "2026-01-01T10:00+01:00", duration: 30 }],
    };
    const list = (title: string) => ({
      templateIdentifier: title,
      templateType: "Panel",
      data: { content: { title, elements: [element("A")] } },
    });
    assert.deepEqual(
      texts(
        interactive({ templateType: "TimePicker", data: { content: slots } }),
        interactive({
          templateType: "Carousel",
          data: { content: { title: "Offers", elements: [list("One"), list("Two")] } },
        }),
      ),
      [
        "System|Time picker|When?|Shop|2026-01-01 10:00+01:00, 30 min",
        "System|Carousel|Offers|Panel|One|A|Panel|Two|A",
      ],
    );
  });

  it("has a view with its data, and what was chosen", () => {
    const view = {
      templateType: "ViewResource",
      data: { content: { viewId: "arn:aws:connect:x:1:view/form", viewToken: "t", viewData: '{"Heading":"Hi"}' } },
    };
    const chosen = item(
      "CUSTOMER",
      `${type}message.interactive.response`,
      '{"action":"Next","data":{"name":"Ada","more":{"a":1}}}',
    );
    assert.deepEqual(texts(interactive(view), chosen), [
      "System|View|form|Data of the view|{\n  &quot;Heading&quot;: &quot;Hi&quot;\n}",
      "Customer|Choice|Next|name|Ada|more|{&quot;a&quot;:1}",
    ]);
  });

  for (const content of [
    "not JSON",
    "[]",
    "null",
    "{}",
    '{"data":{"content":{"elements":[1,null,"x"],"timeslots":7}}}',
    '{"templateType":"Carousel","data":{"content":{"elements":{"a":1}}}}',
  ]) {
    it(`can be anything: ${content}`, () => {
      for (const kind of ["message.interactive", "message.interactive.response"]) {
        assert.match(transcriptMarkup([item("SYSTEM", type + kind, content)]).text, /^<ol class="chat">.*<\/ol>$/s);
      }
    });
  }
});
