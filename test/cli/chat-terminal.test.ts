import assert from "node:assert/strict";
import { join } from "node:path";
import { SendEventCommand } from "@aws-sdk/client-connectparticipant";
import { unendedContacts } from "../../provider/chat/unended.js";
import { readConversations } from "../../provider/conversation/file.js";
import { useCleanEnvironment } from "../chat/environment.js";
import { openContacts } from "../chat/talk.js";
import { Customer } from "../emulator/customer.js";
import { disconnect, flow, say, wait } from "../flows.js";
import { ChatTerminal } from "./chat-terminal.js";
import { rowsShown } from "./rows-shown.js";

const picker = JSON.stringify({
  templateType: "ListPicker",
  version: "1.0",
  data: { content: { title: "Which?", elements: [{ title: "Invoice" }, { title: "Order" }] } },
});
const patient = flow("patient", say("hello", "Hello", "wait"), wait("wait", 604_800, "wait"), disconnect());
const menu = flow(
  "menu",
  say("ask", picker, "wait"),
  wait("wait", 3600, "thanks"),
  say("thanks", "Thanks", "end"),
  disconnect(),
);
const keys = { enter: "\r", interrupt: "\u0003", end: "\u0004", left: "\u001B[D", wipe: "\u0015" };
const paste = (text: string) => `\u001B[200~${text}\u001B[201~`;
const columns = 50;

describe("chat-check chat at a terminal", function () {
  this.timeout(8_000);
  useCleanEnvironment();
  let io: ChatTerminal;

  beforeEach(() => {
    io = new ChatTerminal({ columns });
  });
  afterEach(() => {
    assert.equal(io.raw, false);
    assert.deepEqual(unendedContacts(io.surroundings), []);
    assert.match(io.written, /\[\?2004h.*\[\?2004l/s);
    io[Symbol.dispose]();
  });

  const start = async (...args: string[]) => {
    const running = io.run(...args, "--flows", io.flows(patient, menu));
    await io.until(/\[\?2004h/);
    return running.then((code) => ({ code }));
  };
  /** What is to be seen, in one. */
  const seen = (written: string) => rowsShown(written, columns).join("").replaceAll(" ", "");
  /** What is to be seen, with times left out. */
  const shown = () =>
    rowsShown(io.written, columns).map((row) =>
      row.replace(/\d\d:\d\d:\d\d/, "TT:TT:TT").replace(/[0-9a-f-]{36}/, "ID"),
    );
  const began = ["· You joined · TT:TT:TT", "SYSTEM · TT:TT:TT", "│ Hello"];
  const contact = ["Contact ID on", "the emulator. /help tells what you can do."];

  it("shows what others say on the left and what one types on the right, and types over nothing", async () => {
    const running = start("patient");
    await io.until(/> /);
    io.type(`Good day${keys.enter}`);
    await io.until(/Good day.*│/s);
    io.type(keys.end);
    assert.deepEqual(await running, { code: 0 });
    assert.deepEqual(shown(), [
      ...contact,
      ...began,
      "                                   You · TT:TT:TT",
      "                                       Good day │",
      "",
    ]);
  });

  for (const [title, key] of [
    ["Ctrl-C", keys.interrupt],
    ["Ctrl-D", keys.end],
    ["/quit", `/quit${keys.enter}`],
  ] as const) {
    it(`ends by ${title}, in the middle of a wait in AWS too`, async () => {
      await using customer = await Customer.of({ flows: [patient] });
      const { emulator } = customer;
      const running = io.run("patient", "--instance-id", emulator.instanceId, "--endpoint-url", emulator.url);
      await io.until(/> /);
      if (key === keys.interrupt) io.type(`/wait 3600${keys.enter}`);
      io.type(key);
      assert.equal(await running, 0);
      assert.deepEqual(openContacts(emulator), []);
    });
  }

  it("ends when the terminal is gone", async () => {
    const running = start("patient");
    await io.until(/> /);
    io.input.end();
    assert.deepEqual(await running, { code: 0 });
  });

  it("ends when the terminal cannot be read any more", async () => {
    const running = start("patient");
    await io.until(/> /);
    io.input.destroy(new Error("read EIO"));
    assert.deepEqual(await running, { code: 0 });
  });

  it("ends when nobody reads what it writes", async () => {
    const running = start("patient");
    await io.until(/> /);
    io.output.emit("error", new Error("write EPIPE"));
    assert.deepEqual(await running, { code: 0 });
  });

  it("ends with the chat, whatever stands in the line", async () => {
    const running = start("menu");
    await io.until(/2 {2}Order/);
    io.type(`1${keys.enter}half a li`);
    assert.deepEqual(await running, { code: 0 });
    assert.deepEqual(
      shown()
        .filter((row) => row !== "")
        .slice(-2),
      ["│ Thanks", "· The chat has ended · TT:TT:TT"],
    );
    assert.ok(!shown().join("").includes("half"));
  });

  it("keeps the line that is typed whole when a message comes", async () => {
    await using customer = await Customer.of({ flows: [patient] });
    const { emulator } = customer;
    const running = io.run("patient", "--instance-id", emulator.instanceId, "--endpoint-url", emulator.url);
    await io.until(/> /);
    const bot = await customer.bot(emulator.contacts()[0]?.id ?? "", "Robby");
    await customer.subscribe(bot.url);
    const half = `This is more than the terminal has columns, ${"and more ".repeat(8)}`;
    io.type(`${half}${keys.left.repeat(3)}`);
    await io.until(/(andmore){8}/, seen);
    await customer.say(bot.ConnectionToken, "I interrupt you");
    await io.until(/I interrupt you/);
    io.type("!");
    await io.until(/mo!re$/, seen);
    io.type(keys.enter);
    await io.until(/mo!re│/, seen);
    io.type(keys.end);
    assert.equal(await running, 0);
    const rows = shown();
    const text = rows.join("\n");
    assert.equal(text.match(/I interrupt you/g)?.length, 1);
    assert.equal(text.match(/This is more than/g)?.length, 1);
    const bubble = rows.filter((row) => row.endsWith(" │")).map((row) => row.slice(0, -2).trim());
    assert.equal(bubble.join(" "), `${half.slice(0, -3)}!${half.slice(-3)}`.trim());
  });

  it("takes what is pasted for one message of more lines, to be sent by Enter", async () => {
    const running = start("patient", "--record", "it.chat.yaml");
    await io.until(/> /);
    const text = paste("One\r\n\tTwo\u001B[2J\n\nThree\n");
    for (const piece of [text.slice(0, 4), text.slice(4, 15), text.slice(15, -7), text.slice(-7, -3), text.slice(-3)]) {
      io.type(piece);
    }
    io.type(` and more${keys.enter}`);
    await io.until(/and more.*│/s);
    io.type(keys.end);
    await running;
    const [read] = readConversations(join(io.folder, "it.chat.yaml"));
    assert.deepEqual(read?.conversation.steps.at(-1), { say: "One\n  Two[2J\n\nThree and more" });
  });

  it("tells what is wrong with a line, and goes on", async () => {
    const running = start("patient");
    await io.until(/> /);
    io.type(`/leev${keys.enter}/attach nothing${keys.enter}`);
    await io.until(/There is no file nothing\./);
    io.type(keys.end);
    assert.deepEqual(await running, { code: 0 });
    assert.match(io.written, /There is no command \/leev/);
    assert.equal(io.told, "");
  });

  it("tells what a message was refused for, goes on, and does not record it", async () => {
    const running = start("patient", "--record", "it.chat.yaml");
    await io.until(/> /);
    io.type(`${"x".repeat(17_000)}${keys.enter}`);
    await io.until(/SendMessage was refused/);
    io.type(keys.end);
    assert.deepEqual(await running, { code: 0 });
    assert.deepEqual(readConversations(join(io.folder, "it.chat.yaml"))[0]?.conversation.steps, [{ expect: "Hello" }]);
  });

  it("tells who is typing, once until something else comes", async () => {
    await using customer = await Customer.of({ flows: [patient] });
    const { emulator } = customer;
    const running = io.run("patient", "--instance-id", emulator.instanceId, "--endpoint-url", emulator.url);
    await io.until(/> /);
    const { ConnectionToken, url } = await customer.bot(emulator.contacts()[0]?.id ?? "", "Robby");
    await customer.subscribe(url);
    const type = () =>
      customer.participant.send(
        new SendEventCommand({ ConnectionToken, ContentType: "application/vnd.amazonaws.connect.event.typing" }),
      );
    await type();
    await type();
    await customer.say(ConnectionToken, "I am a robot");
    await type();
    await io.until(/I am a robot.*typing/s);
    io.type(keys.end);
    assert.equal(await running, 0);
    assert.deepEqual(io.written.match(/Robby is typing|I am a robot|Robby joined/g), [
      "Robby joined",
      "Robby is typing",
      "I am a robot",
      "Robby is typing",
    ]);
  });

  it("has colours, unless NO_COLOR says otherwise", async () => {
    const coloured = async (environment: Readonly<Record<string, string>>) => {
      using other = new ChatTerminal({ columns, environment });
      const running = other.run("patient", "--flows", other.flows(patient));
      await other.until(/> /);
      other.type(keys.end);
      await running;
      return /\[\d+m/.test(other.written);
    };
    assert.deepEqual([await coloured({}), await coloured({ NO_COLOR: "1" })], [true, false]);
    const running = start("patient");
    await io.until(/> /);
    io.type(keys.end);
    await running;
  });
});
