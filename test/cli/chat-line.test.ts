import assert from "node:assert/strict";
import * as v from "valibot";
import { helpLines, type Meaning, meaningOf, type Offer } from "../../provider/cli/chat-line.js";
import { stepSchema } from "../../provider/conversation/step.js";

const list: Offer = { kind: "elements", elements: [{ title: "Invoice" }, { title: "Order" }] };
const carousel: Offer = {
  kind: "elements",
  elements: [
    { title: "Book", list: "Rooms" },
    { title: "Look", list: "Rooms" },
    { title: "Book", list: "Tables" },
  ],
};
const view: Offer = { kind: "view", actions: ["Done", "Another"] };
const free = (content: string): Meaning => ({ deed: { choose: { action: " ", data: { content } } } });

const lines: readonly (readonly [line: string, offer: Offer | undefined, meaning: Meaning])[] = [
  ["hello", undefined, { deed: { say: "hello" } }],
  [" hello ", undefined, { deed: { say: " hello " } }],
  ["", undefined, { ask: "go on" }],
  ["  ", list, { ask: "go on" }],
  ["//leave", undefined, { deed: { say: "/leave" } }],
  ["///", undefined, { deed: { say: "//" } }],
  ["/etc/hosts\nis a file", undefined, { deed: { say: "/etc/hosts\nis a file" } }],
  ["/leave", undefined, { deed: { leave: true } }],
  ["/leave  ", undefined, { deed: { leave: true } }],
  ["/typing", undefined, { deed: { type: true } }],
  ["/reconnect", undefined, { deed: { reconnect: true } }],
  ["/wait 1.5", undefined, { deed: { pause: 1.5 } }],
  ["/attach a b.txt", undefined, { deed: { attach: "a b.txt" } }],
  ['/attach "a b.txt"', undefined, { deed: { attach: "a b.txt" } }],
  ["/help", undefined, { ask: "help" }],
  ["/quit", undefined, { ask: "quit" }],
  ["1", undefined, { deed: { say: "1" } }],
  ["1", list, { deed: { choose: "Invoice" } }],
  ["2", list, { deed: { choose: "Order" } }],
  ["3", list, { deed: { say: "3" } }],
  ["0", list, { deed: { say: "0" } }],
  ["01", list, { deed: { say: "01" } }],
  [" 1", list, { deed: { say: " 1" } }],
  ["1 {}", list, { deed: { say: "1 {}" } }],
  ["1", carousel, { deed: { choose: { element: "Book", list: "Rooms" } } }],
  ["2", carousel, { deed: { choose: "Look" } }],
  ["3", carousel, { deed: { choose: { element: "Book", list: "Tables" } } }],
  ["Order", list, { deed: { say: "Order" } }],
  ["2", view, { deed: { choose: { action: "Another" } } }],
  ['1 {"a":{"b":1}}', view, { deed: { choose: { action: "Done", data: { a: { b: 1 } } } } }],
  ['1 {\n"a": 1\n}', view, { deed: { choose: { action: "Done", data: { a: 1 } } } }],
  ["3", view, free("3")],
  ["It is broken", view, free("It is broken")],
  ["//quit", view, free("/quit")],
];

const refused: readonly (readonly [line: string, problem: RegExp])[] = [
  ["/leav", /^There is no command \/leav; \/help tells which there are, and \/\/ sends one slash\.$/],
  ["/", /^There is no command \/;/],
  ["/leave now", /^\/leave stands alone; /],
  ["/wait", /^\/wait needs a number of seconds, at most 604800\.$/],
  ["/wait soon", /^\/wait needs/],
  ["/wait -1", /^\/wait needs/],
  ["/wait 604801", /^\/wait needs/],
  ["/attach", /^\/attach needs a file\.$/],
  ["1 {a}", /^The form data is no JSON object: /],
];

describe("a line of a chat", () => {
  for (const [line, offer, meaning] of lines) {
    it(`${JSON.stringify(line)}${offer ? ` to ${offer.kind}` : ""} is ${JSON.stringify(meaning)}`, () => {
      const found = meaningOf(line, offer);
      assert.deepEqual(found, meaning);
      if ("deed" in found) assert.ok(v.is(stepSchema, found.deed));
    });
  }

  for (const [line, problem] of refused) {
    it(`${line} is refused`, () => {
      const meaning = meaningOf(line, view);
      assert.match("problem" in meaning ? meaning.problem : "", problem);
    });
  }

  it("has every command in the help", () => {
    const help = helpLines.join("\n");
    for (const command of ["attach", "typing", "wait", "reconnect", "leave", "quit"]) {
      assert.match(help, new RegExp(`^/${command}\\b`, "m"));
    }
  });
});
