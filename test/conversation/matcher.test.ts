import assert from "node:assert/strict";
import * as v from "valibot";
import type { ChatItem } from "../../provider/chat/item.js";
import { described, differences, type Matcher, matcherSchema } from "../../provider/conversation/matcher.js";

const composed = "caf\u00e9";
const decomposed = "cafe\u0301";

function item(content: string, overrides: Partial<ChatItem> = {}): ChatItem {
  const { id, time, type, role } = { id: "i-1", time: "2026-05-01T00:00:00.000Z", type: "MESSAGE", role: "SYSTEM" };
  return { id, time, type, role, displayName: "BOT", contentType: "text/plain", content, ...overrides };
}

const json = (content: unknown) => item(JSON.stringify(content), { contentType: "application/json" });

describe("differences", () => {
  const holding: Readonly<Record<string, readonly [Matcher, ChatItem]>> = {
    "an equal text": ["Hello", item("Hello")],
    "a text with space around it": ["Hello", item(" Hello\r\n")],
    "a matcher with space around it": [" Hello ", item("Hello")],
    "a decomposed text for a composed one": [composed, item(decomposed)],
    "a composed text for a decomposed one": [decomposed, item(composed)],
    "an empty text": ["", item("  ")],
    "a text that contains another": [{ contains: "ell" }, item("Hello")],
    "a decomposed text that contains a composed one": [{ contains: "é" }, item(decomposed)],
    "a text that matches an expression": [{ pattern: "^H.*o$" }, item("Hello")],
    "a text that matches with flags": [{ pattern: "hello", flags: "i" }, item("Hello")],
    "a decomposed text that matches a composed expression": [{ pattern: "^caf\u00e9$" }, item(decomposed)],
    "a composed text that matches a decomposed expression": [{ pattern: "^cafe\u0301$" }, item(composed)],
    "a role": [{ role: "SYSTEM" }, item("Hello")],
    "every member at once": [
      { role: "SYSTEM", displayName: "BOT", contentType: "text/plain", content: { contains: "Hell" } },
      item("Hello"),
    ],
    "a part of JSON": [{ content: { a: { b: 1 } } }, json({ a: { b: 1, c: 2 }, d: 3 })],
    "a part of an array in JSON": [{ content: { list: [{ id: 1 }] } }, json({ list: [{ id: 1, name: "x" }, 2] })],
    "null in JSON": [{ content: { a: null } }, json({ a: null })],
    "a text of JSON": [{ content: '{"a":1}' }, json({ a: 1 })],
  };
  for (const [title, [matcher, chatItem]] of Object.entries(holding)) {
    it(`are none for ${title}`, () => {
      assert.deepEqual(differences(matcher, chatItem), []);
    });
  }

  const failing: Readonly<Record<string, readonly [Matcher, ChatItem, readonly string[]]>> = {
    "another text": ["Hello", item("Goodbye"), ['its text is "Goodbye", not "Hello"']],
    "other capitals": ["hello", item("Hello"), ['its text is "Hello", not "hello"']],
    "space within": [
      "a b",
      item("a  b"),
      ["its text differs where it is marked\n      expected a⟦ ⟧b\n      it is    a⟦  ⟧b"],
    ],
    "a text that lacks another": [{ contains: "x" }, item("Hello"), ['its text "Hello" does not contain "x"']],
    "an expression": [{ pattern: "^x", flags: "i" }, item("Hello"), ['its text "Hello" does not match /^x/i']],
    "a role": [{ role: "AGENT" }, item("Hello"), ['its role is "SYSTEM", not "AGENT"']],
    "a role that is missing": [{ role: "AGENT" }, item("", { role: undefined }), ['its role is missing, not "AGENT"']],
    "several members": [
      { displayName: "Bob", contentType: "text/markdown", content: "Bye" },
      item("Hello"),
      [
        'its displayName is "BOT", not "Bob"',
        'its contentType is "text/plain", not "text/markdown"',
        'its text is "Hello", not "Bye"',
      ],
    ],
    "a content that lacks a text": [
      { content: { contains: "x" } },
      item("Hello"),
      ['its text "Hello" does not contain "x"'],
    ],
    "parts of JSON": [
      { content: { a: { b: 1 }, c: "x" } },
      json({ a: { b: 2 } }),
      ["its content.a.b is 2, not 1", 'its content.c is missing, not "x"'],
    ],
    "a number that is a text": [{ content: { a: 1 } }, json({ a: "1" }), ['its content.a is "1", not 1']],
    "a structure that is none": [{ content: { a: { b: 1 } } }, json({ a: 1 }), ['its content.a is 1, not {"b":1}']],
    "a content that is not JSON": [{ content: { a: 1 } }, item("Hello"), ['its content is "Hello", not {"a":1}']],
  };
  for (const [title, [matcher, chatItem, expected]] of Object.entries(failing)) {
    it(`tell of ${title}`, () => {
      assert.deepEqual(differences(matcher, chatItem), expected);
    });
  }

  for (const flags of ["g", "y", "gy", "gi"]) {
    it(`are the same each time with the flags ${flags}`, () => {
      const matcher = { pattern: "ell", flags };
      for (const _ of [1, 2, 3]) assert.deepEqual(differences(matcher, item("Hello")), []);
    });
  }
});

describe("described", () => {
  it("shows a matcher as it was written", () => {
    assert.equal(described("Hello"), '"Hello"');
    assert.equal(described({ contains: "ell" }), '{"contains":"ell"}');
  });
});

describe("matcherSchema", () => {
  const complaints = (value: unknown) =>
    (v.safeParse(matcherSchema, value).issues ?? []).map(
      (issue) => `${v.getDotPath(issue) ?? "the matcher"}: ${issue.message}`,
    );

  const taken: readonly Matcher[] = [
    "Hello",
    "",
    { contains: "ell" },
    { pattern: "^H", flags: "iu" },
    { role: "SYSTEM" },
    { content: { contains: "ell" } },
    { content: { pattern: "l+" }, displayName: "BOT" },
    { content: { any: { thing: [1] } } },
  ];
  for (const matcher of taken) {
    it(`takes ${JSON.stringify(matcher)}`, () => {
      assert.deepEqual(v.parse(matcherSchema, matcher), matcher);
    });
  }

  const refused: readonly (readonly [unknown, string])[] = [
    [1, "the matcher: Expected a text"],
    [null, "the matcher: Expected a text"],
    [{ contains: "" }, "contains: Expected a text that is not empty"],
    [{ contains: 1 }, "contains: Expected a text"],
    [{ contains: "a", flags: "i" }, "flags: There is no such property"],
    [{ pattern: "(" }, "the matcher: Expected a regular expression of JavaScript"],
    [{ pattern: "a", flags: "q" }, "flags: Expected flags of JavaScript, such as i"],
    [{ pattern: "a", flags: "ii" }, "flags: Expected flags of JavaScript, such as i"],
    [{ pattern: 1 }, "pattern: Expected a text"],
    [{ text: "Hello" }, "text: There is no such property; a message has role, displayName, contentType, content"],
    [{ role: 1 }, "role: Expected a text"],
    [{ content: 1 }, "content: Expected a text"],
    [{ content: { contains: "" } }, "content.contains: Expected a text that is not empty"],
    [{ content: { pattern: "[" } }, "content: Expected a regular expression of JavaScript"],
  ];
  for (const [value, complaint] of refused) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      assert.deepEqual(complaints(value), [complaint]);
    });
  }

  it("tells what to write in place of a RegExp, which arrives empty", () => {
    const [complaint, ...others] = complaints({});
    assert.match(complaint ?? "", /a RegExp arrives here empty, so write \{ pattern \}$/);
    assert.deepEqual(others, []);
  });
});
