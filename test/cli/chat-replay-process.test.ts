import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { converse } from "../../provider/conversation/converse.js";
import { emulatorTarget } from "../../provider/conversation/emulator-target.js";
import { readConversations } from "../../provider/conversation/file.js";
import { startEmulator } from "../../provider/emulator/index.js";
import { useCleanEnvironment } from "../chat/environment.js";
import { openContacts } from "../chat/talk.js";
import { action, disconnect, flow, say, wait } from "../flows.js";
import { root } from "../project/root.js";
import { endOf, User } from "./processes.js";

const interactive = (templateType: string, content: object) =>
  JSON.stringify({ templateType, version: "1.0", data: { content } });
const titles = (...names: readonly string[]) => names.map((title) => ({ title }));
const inner = (title: string, ...names: readonly string[]) => ({
  ...{ templateIdentifier: title, templateType: "ListPicker", version: "1.0" },
  data: { content: { title, elements: titles(...names) } },
});

const flows = [
  flow(
    "farewell",
    say("ask", "Wie heißt du? 👩‍👩‍👧 مرحبا\n\n  * {{ name}: #1 \n--- ", "wait"),
    wait("wait", 3600, "bye"),
    say("bye", "Danke – \\o/ 'and' \"so\" on…\nBye", "end"),
    disconnect(),
  ),
  flow(
    "choices",
    say("list", interactive("ListPicker", { title: "Which?", elements: titles("Invoice", "Order") }), "w1"),
    wait("w1", 900, "quick"),
    say("quick", interactive("QuickReply", { title: "Well?", elements: titles("Yes", "No") }), "w2"),
    wait("w2", 900, "carousel"),
    say(
      "carousel",
      interactive("Carousel", { title: "Look", elements: [inner("A", "A1", "A2"), inner("B", "B1")] }),
      "w3",
    ),
    wait("w3", 900, "end"),
    disconnect(),
  ),
  flow(
    "patience",
    say("hello", "Hello", "pause"),
    action("pause", "Wait", { TimeLimitSeconds: "90" }, { next: "again", when: { WaitCompleted: "again" } }),
    say("again", "Still there?", "wait"),
    wait("wait", 600, "late"),
    say("late", "Bye", "end"),
    disconnect(),
  ),
  flow(
    "case",
    action(
      "open",
      "InvokeLambdaFunction",
      { LambdaFunctionARN: "cases", InvocationTimeLimitSeconds: "8" },
      { next: "tell", errors: { NoMatchingError: "end" } },
    ),
    say("tell", "$.ContactId has case $.External.id since $.External.at ($.External.day).", "wait"),
    wait("wait", 900, "again"),
    say("again", "Case $.External.id is closed, $.Attributes.customer.", "end"),
    disconnect(),
  ),
];
const cases = `export const handler = () => {
  const at = new Date().toISOString();
  return { id: crypto.randomUUID(), at, day: at.slice(0, 10) };
};
`;
const instance = `flows: flows
lambda:
  - name: cases
    handler: ./cases.mjs#handler
`;

interface Recorded {
  readonly flow: string;
  readonly lines: readonly string[];
  /** Of a contact centre of the examples. */
  readonly example?: string;
  readonly options?: readonly string[];
  /** What the record is to have. */
  readonly has: readonly RegExp[];
}

const id = "99999999-2222-4333-8444-555555555555";
const recorded: readonly Recorded[] = [
  {
    flow: "farewell",
    lines: ["Zoë Müller 🦊, {{name}}: \"x\" 'y' # no comment"],
    has: [/say: .*Zoë/, /event: ended\n$/],
  },
  { flow: "farewell", lines: ["/attach ein Bild.txt"], has: [/attach: ein Bild\.txt/, /event: ended\n$/] },
  { flow: "farewell", lines: ["/typing", "/reconnect", "//slash"], has: [/say: \/slash/, /Danke/] },
  { flow: "farewell", lines: ["/leave"], has: [/leave: true\n.*\n.*event: ended\n$/] },
  {
    flow: "choices",
    lines: ["2", "1", "2"],
    has: [/choose: Order/, /choose: "?Yes/, /choose: A2/, /event: ended\n$/],
  },
  {
    flow: "patience",
    lines: ["", "/wait 20", ""],
    has: [/expect: Still there\?\n/, /pause: 20\n/, /expect: Bye\n/],
  },
  {
    flow: "case",
    lines: ["2026-01-05"],
    options: ["--attributes", `customer=${id}`],
    has: [/# Different each time/, /expect: Case \{\{id\}\} is closed, 99999999/],
  },
  {
    flow: "Guide with views",
    example: "guide-with-views",
    lines: ["It is broken", '1 {"actionName":"damaged"}', '2 {"FormData":{"tracking":"1","damage":"x"}}', "1"],
    options: ["--attributes", "customerId=P-9"],
    has: [/template: ViewResource/, /action: Next/, /event: ended\n$/],
  },
  {
    flow: "Transfer to an agent and back",
    example: "transfer-to-agent-and-back",
    options: ["--attributes", "customerName=Ada,orderNumber=B-12"],
    lines: ["I want to change my order", "", "Please be quick", "", ""],
    has: [/event: joined\n +role: AGENT/, /I have changed that for you/, /event: left\n +role: AGENT/],
  },
];

describe("records that chat-check chat made in processes of its own", function () {
  this.timeout(120_000);
  useCleanEnvironment();
  let user: User;
  const records = new Map<string, string[]>();

  before(() => {
    user = new User();
    user.makeFolder("flows");
    for (const { name, content } of flows) user.file(`flows/${name}.json`, JSON.stringify(content));
    user.file("cases.mjs", cases);
    user.file("instance.yaml", instance);
    user.file("ein Bild.txt", "A note");
  });
  after(() => user[Symbol.dispose]());

  const instanceOf = ({ example }: Recorded) =>
    example === undefined
      ? join(user.folder, "instance.yaml")
      : join(root, "examples/contact-centre", example, "instance.yaml");

  for (const [index, one] of recorded.entries()) {
    const { flow: name, lines, options = [], has } = one;
    it(`hold again: ${name}, ${JSON.stringify(lines)}`, async () => {
      const file = `${index}.chat.yaml`;
      const words = ["chat", name, "--instance", instanceOf(one), "--record", file, ...options];
      const child = user.start(words, { stdio: ["pipe", "pipe", "pipe"] });
      child.stdin?.end(lines.map((line) => `${line}\n`).join(""));
      const { code, out, err } = await endOf(child);
      assert.equal(code, 0, out + err);
      const text = readFileSync(join(user.folder, file), "utf8");
      const [read] = readConversations(join(user.folder, file));
      assert.ok(read);
      for (const pattern of has) assert.match(text, pattern);
      await using emulator = await startEmulator({ instance: instanceOf(one) });
      await converse(read.conversation, emulatorTarget(emulator, emulator), { folder: user.folder });
      assert.deepEqual(openContacts(emulator), []);
      records.set(instanceOf(one), [...(records.get(instanceOf(one)) ?? []), file]);
    });
  }

  it("hold as tests of chat-check test", async () => {
    assert.equal([...records.values()].flat().length, recorded.length);
    for (const [file, names] of records) {
      const { code, out, err } = await user.run("test", ...names, "--instance", file);
      assert.equal(code, 0, out + err);
      assert.match(out, new RegExp(`\\b${names.length} passing`));
    }
  });
});
