import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import type { ChatItem } from "../../provider/chat/item.js";
import type { Deed } from "../../provider/cli/chat-line.js";
import { bracesVariable, ChatRecord, literal, type RecordOptions } from "../../provider/cli/chat-record.js";
import type { Conversation } from "../../provider/conversation/conversation.js";
import type { Expectation } from "../../provider/conversation/expectation.js";
import { conversationsIn } from "../../provider/conversation/file.js";
import { itemDifferences } from "../../provider/conversation/judge.js";
import type { Capture, Step } from "../../provider/conversation/step.js";
import { withVariables } from "../../provider/conversation/variables.js";

const began = Date.UTC(2026, 0, 5, 9);
const contactId = "2d3331ac-f7da-41b1-961f-a8a84d517769";
const nextId = "11111111-2222-4333-8444-555555555555";
const interactive = "application/vnd.amazonaws.connect.message.interactive";

const recordOf = (options: Partial<RecordOptions> = {}) =>
  new ChatRecord({ file: join("/home", "ada", "tests", "a.chat.yaml"), start: {}, paced: true, began, ...options });
const item = (milliseconds: number, content: string, members: Partial<ChatItem> = {}): ChatItem => ({
  id: `${milliseconds} ${content}`,
  time: new Date(began + milliseconds).toISOString(),
  type: "MESSAGE",
  role: "SYSTEM",
  contentType: "text/plain",
  content,
  ...members,
});
const event = (milliseconds: number, name: string, role?: string) =>
  item(milliseconds, "", { type: "EVENT", role, contentType: `application/vnd.amazonaws.connect.event.${name}` });

/** The one conversation of a record, by the loader that runs it. */
function loaded(record: ChatRecord, ids: readonly string[] = [contactId]): Conversation {
  const read = conversationsIn(record.text(ids), "a.chat.yaml");
  assert.ok("conversations" in read, "problems" in read ? JSON.stringify(read.problems) : "");
  return (read.conversations[0] as { conversation: Conversation }).conversation;
}
const stepsOf = (record: ChatRecord, ids?: readonly string[]) => loaded(record, ids).steps;

/** What was heard, and the moments when somebody did something. */
function happened(record: ChatRecord, ...happenings: (ChatItem | readonly [milliseconds: number, Deed, number?])[]) {
  for (const one of happenings) {
    if ("id" in one) record.item(one, one.role === "CUSTOMER");
    else record.deed(one[1], began + one[0], one[2] === undefined ? undefined : began + one[2]);
  }
  return record;
}

describe("the record of a chat", () => {
  it("has what was said and heard, in its order", () => {
    const record = happened(
      recordOf({ start: { flow: "Welcome", attributes: { name: "Ada" } } }),
      event(0, "participant.joined", "CUSTOMER"),
      item(1, "Hello"),
      [2, { say: "Hi" }],
      item(3, "Hi", { role: "CUSTOMER" }),
      event(4, "typing", "AGENT"),
      event(5, "participant.joined", "AGENT"),
      item(6, "I am Jane", { role: "AGENT" }),
      item(7, "a.pdf", { type: "ATTACHMENT", role: "AGENT" }),
      [8, { type: true }],
      [9, { choose: { action: "Next", data: { a: [1, { b: null }] } } }],
      [10, { reconnect: true }],
      event(11, "participant.left", "AGENT"),
      event(11, "message.delivered", "AGENT"),
      [12, { leave: true }],
      event(13, "participant.left", "CUSTOMER"),
      event(14, "chat.ended"),
    );
    assert.equal(
      record.text([contactId]),
      `# Recorded by chat-check chat.
flow: Welcome
attributes:
  name: Ada
steps:
  - expect: Hello
  - say: Hi
  - expect:
      event: joined
      role: AGENT
  - expect:
      role: AGENT
      content: I am Jane
  - expect:
      attachment: a.pdf
  - type: true
  - choose:
      action: Next
      data:
        a:
          - 1
          - b: null
  - reconnect: true
  - expect:
      event: left
      role: AGENT
  - leave: true
  - expect:
      event: ended
`,
    );
    loaded(record);
  });

  it("can be run when nothing has happened at all", () => assert.deepEqual(stepsOf(recordOf()), [{ pause: 0 }]));

  it("takes back what was refused", () => {
    const record = recordOf();
    record.deed({ say: "one" }, began);
    const takeBack = record.deed({ say: "two" }, began);
    record.item(item(1, "meanwhile"), false);
    takeBack();
    assert.deepEqual(stepsOf(record), [{ say: "one" }, { expect: "meanwhile" }]);
  });

  it("has files relative to itself", () => {
    const file = join("/home", "ada", "files", "a b.txt");
    assert.deepEqual(stepsOf(happened(recordOf(), [0, { attach: file }])), [{ attach: "../files/a b.txt" }]);
  });

  it("has interactive messages by template, title and elements, and nothing of a view's token", () => {
    const heard = (templateType: string, content: object) =>
      item(0, JSON.stringify({ templateType, version: "1.0", data: { content } }), { contentType: interactive });
    const record = happened(
      recordOf(),
      heard("ListPicker", { title: "Which?", elements: [{ title: "One" }, { title: "Two" }] }),
      heard("ViewResource", { viewId: "form", viewToken: "secret", viewData: { a: 1 } }),
      heard("Hologram", {}),
    );
    assert.deepEqual(stepsOf(record), [
      { expect: { interactive: { template: "ListPicker", title: "Which?", elements: ["One", "Two"] } } },
      { expect: { interactive: { template: "ViewResource", title: "form" } } },
      { expect: { interactive: { template: "Hologram" } } },
    ]);
    assert.doesNotMatch(record.text([]), /secret/);
  });

  describe("has in place of a contact id", () => {
    const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    it("a pattern that keeps it where it is seen first, and then a variable", () => {
      const record = happened(
        recordOf(),
        item(0, `Case (${contactId}) of ${contactId}.`),
        [1, { say: `It is ${contactId}` }],
        item(2, `Thanks, ${contactId}`),
      );
      assert.deepEqual(stepsOf(record), [
        {
          expect: { pattern: `^\\s*Case \\(${uuid}\\) of ${uuid}\\.\\s*$` },
          capture: { contactId: { pattern: `^\\s*Case \\((${uuid})\\) of \\1\\.\\s*$` } },
        },
        { say: "It is {{contactId}}" },
        { expect: "Thanks, {{contactId}}" },
      ]);
    });

    it("one each, of a chat that went on in another contact", () => {
      const record = happened(recordOf(), item(0, `${nextId}, before ${contactId}`, { role: "AGENT" }), [
        1,
        { say: `${contactId} ${nextId}` },
      ]);
      const [first, second] = stepsOf(record, [contactId, nextId]) as [{ capture: Capture }, Step];
      assert.deepEqual(Object.keys(first.capture), ["contactId", "contactId2"]);
      assert.deepEqual(second, { say: "{{contactId}} {{contactId2}}" });
    });

    it("a pattern alone in a title", () => {
      const content = { title: `Case ${contactId}`, elements: [{ title: "One" }] };
      const text = JSON.stringify({ templateType: "Panel", version: "1.0", data: { content } });
      assert.deepEqual(stepsOf(happened(recordOf(), item(0, text, { contentType: interactive }))), [
        {
          expect: {
            interactive: { template: "Panel", title: { pattern: `^\\s*Case ${uuid}\\s*$` }, elements: ["One"] },
          },
        },
      ]);
    });

    it("the same, where another id stands", () => {
      const record = happened(recordOf(), item(0, `Case ${nextId}`), [1, { say: nextId }], item(2, `Case ${nextId}!`));
      assert.deepEqual(stepsOf(record), [
        {
          expect: { pattern: `^\\s*Case ${uuid}\\s*$` },
          capture: { id: { pattern: `^\\s*Case (${uuid})\\s*$` } },
        },
        { say: "{{id}}" },
        { expect: "Case {{id}}!" },
      ]);
    });

    it("nothing, where the customer gave the id, or a date", () => {
      const start = { attributes: { order: nextId } };
      const record = happened(
        recordOf({ start }),
        item(0, `Order ${nextId}`),
        [1, { say: "2026-01-06" }],
        item(2, "On 2026-01-06?"),
      );
      assert.deepEqual(stepsOf(record), [
        { expect: `Order ${nextId}` },
        { say: "2026-01-06" },
        { expect: "On 2026-01-06?" },
      ]);
    });
  });

  it("has a pattern in place of dates of the chat, and of no other dates", () => {
    const record = happened(
      recordOf(),
      item(0, "It is 2026-01-05T09:00:00.123Z (2026-01-05)."),
      item(1, "Since 2025-12-31, until 2026-03-05"),
      item(2, "report-2026-01-05.pdf", { type: "ATTACHMENT" }),
    );
    const date = "\\d\\d\\d\\d-\\d\\d-\\d\\d";
    const time = "\\d\\d:\\d\\d:\\d\\d\\.\\d\\d\\d";
    assert.deepEqual(stepsOf(record), [
      { expect: { pattern: `^\\s*It is ${date}T${time}Z \\(${date}\\)\\.\\s*$` } },
      { expect: "Since 2025-12-31, until 2026-03-05" },
      { expect: { attachment: { pattern: `^\\s*report-${date}\\.pdf\\s*$` } } },
    ]);
  });

  it("tells in a comment what became a pattern, and of nothing else", () => {
    const record = happened(recordOf(), item(0, "Hello"), item(1, `${contactId}, 2026-01-05`), item(2, contactId));
    assert.equal(
      record.text([contactId]).replace(/^( +pattern:) .*/gm, "$1 …"),
      `# Recorded by chat-check chat.
steps:
  - expect: Hello
  # Different each time, hence a pattern: ${contactId}, 2026-01-05
  - expect:
      pattern: …
    capture:
      contactId:
        pattern: …
  - expect: "{{contactId}}"
`,
    );
  });

  describe("has pauses", () => {
    it("of what was asked for", () => {
      const record = happened(recordOf(), [0, { pause: 30 }], item(20_000, "B"), [30_001, { say: "x" }]);
      assert.deepEqual(stepsOf(record), [{ pause: 30 }, { expect: "B" }, { say: "x" }]);
    });

    it("not of somebody who hesitates while nothing goes on", () => {
      const record = happened(
        recordOf(),
        item(0, "A"),
        [8_000, { say: "x" }],
        item(8_010, "B"),
        [20_000, { say: "y" }],
        item(20_010, "C"),
      );
      assert.deepEqual(stepsOf(record), [
        { expect: "A" },
        { say: "x" },
        { expect: "B" },
        { say: "y" },
        { expect: "C" },
      ]);
    });

    it("of all hesitation before something that a timer brought", () => {
      const record = happened(
        recordOf(),
        item(0, "A"),
        [2_000, { say: "x" }],
        item(4_500, "B"),
        [9_500, { say: "y" }],
        item(9_510, "C"),
      );
      assert.deepEqual(stepsOf(record), [
        { expect: "A" },
        { pause: 2 },
        { say: "x" },
        { expect: "B" },
        { say: "y" },
        { expect: "C" },
      ]);
    });

    it("where the flow went on without a word", () => {
      const record = happened(recordOf(), item(0, "A"), [2_000, { say: "x" }], [7_000, { say: "y" }, 6_000]);
      assert.deepEqual(stepsOf(record), [{ expect: "A" }, { pause: 2 }, { say: "x" }, { pause: 5 }, { say: "y" }]);
    });

    it("at the end, where the flow went on there", () => {
      const record = happened(recordOf(), item(0, "A"));
      record.close(began + 9_000, began + 100);
      assert.deepEqual(stepsOf(record), [{ expect: "A" }]);
      record.close(began + 9_000, began + 8_000);
      assert.deepEqual(stepsOf(record), [{ expect: "A" }, { pause: 9 }]);
    });

    it("that begin with hesitation", () => {
      const record = happened(recordOf(), item(0, "A"), [2_500, { pause: 10 }], item(13_500, "B"));
      assert.deepEqual(stepsOf(record), [{ expect: "A" }, { pause: 12.5 }, { expect: "B" }]);
    });

    it("in AWS where they were asked for alone", () => {
      const record = happened(recordOf({ paced: false }), item(0, "A"), [2_000, { say: "x" }], item(4_500, "B"), [
        9_000,
        { pause: 1 },
      ]);
      assert.deepEqual(stepsOf(record), [{ expect: "A" }, { say: "x" }, { expect: "B" }, { pause: 1 }]);
    });
  });

  it("gives time to answers that took more than usual, and to the whole of them", () => {
    const { steps, timeout } = loaded(happened(recordOf(), item(0, "A"), item(5_001, "B"), item(6_000, "C")));
    assert.deepEqual(steps, [{ expect: "A" }, { expect: "B", timeLimit: 16 }, { expect: "C" }]);
    assert.equal(timeout, undefined);
    const long = loaded(happened(recordOf(), item(0, "A"), [0, { pause: 3_600 }], item(3_700_000, "B")));
    assert.deepEqual(long.steps[2], { expect: "B", timeLimit: 110 });
    assert.equal(long.timeout, 3_760);
  });

  it("takes what an earlier chat has said for said at the beginning", () => {
    const conversation = loaded(happened(recordOf(), item(-86_400_000, "Yesterday"), item(10, "Hello")));
    assert.deepEqual(
      [conversation.steps, conversation.timeout],
      [[{ expect: "Yesterday" }, { expect: "Hello" }], undefined],
    );
  });

  it("writes texts so that they are read as they were, whatever they hold", () => {
    const any = fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.string({ unit: fc.constantFrom("{", "}", " ", "a", "braces", "\n", "#", ":", "-", "'", '"'), maxLength: 20 }),
    );
    fc.assert(
      fc.property(any, (text) => {
        assert.equal(withVariables(literal(text), bracesVariable), text);
        const start = { attributes: { any: text } };
        const { steps, variables, attributes } = loaded(happened(recordOf({ start }), [0, { say: `.${text}` }]));
        const read = withVariables({ steps, attributes }, variables ?? {});
        assert.deepEqual(read, { steps: [{ say: `.${text}` }], attributes: start.attributes });
      }),
    );
  });

  it("expects exactly what was heard, and the same with another contact's ids", () => {
    const part = fc.oneof(
      fc.constantFrom(contactId, nextId, " ", "$1", "(", "\\", "{{contactId}}", "^", "|", "]"),
      fc.string({ unit: "grapheme", maxLength: 8 }),
    );
    const role = fc.constantFrom("SYSTEM", "AGENT");
    const texts = fc.array(fc.tuple(fc.array(part, { maxLength: 4 }), role), { minLength: 1, maxLength: 4 });
    const others = new Map([
      [contactId, "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"],
      [nextId, "ffffffff-0000-4111-8222-333333333333"],
    ]);
    fc.assert(
      fc.property(texts, (messages) => {
        const heard = messages.map(([parts, by], index) => item(index, parts.join(""), { role: by }));
        const { steps, variables } = loaded(happened(recordOf(), ...heard), [contactId, nextId]);
        const values: Record<string, string | number | boolean> = { ...variables };
        for (const [index, { content, ...members }] of heard.entries()) {
          const again = content.replace(new RegExp([...others.keys()].join("|"), "g"), (id) => others.get(id) ?? id);
          const step = steps[index] as { readonly expect: Expectation; readonly capture?: Capture };
          assert.deepEqual(itemDifferences(withVariables(step.expect, values), { ...members, content: again }), []);
          for (const [name, how] of Object.entries(withVariables(step.capture ?? {}, values))) {
            const found = typeof how === "object" ? new RegExp(how.pattern).exec(again)?.[1] : undefined;
            assert.ok(found);
            values[name] = found;
          }
        }
      }),
    );
  });
});
