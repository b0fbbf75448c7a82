import assert from "node:assert/strict";
import { join } from "node:path";
import { ConnectClient, StopContactCommand } from "@aws-sdk/client-connect";
import { unendedContacts } from "../../provider/chat/unended.js";
import { readConversations } from "../../provider/conversation/file.js";
import type { Step } from "../../provider/conversation/step.js";
import { type Emulator, type Fault, startEmulator } from "../../provider/emulator/index.js";
import { useCleanEnvironment } from "../chat/environment.js";
import { openContacts } from "../chat/talk.js";
import { patient } from "../emulator/customer.js";
import { disconnect, flow, say, wait } from "../flows.js";
import { ChatTerminal } from "./chat-terminal.js";

const picker = JSON.stringify({
  templateType: "QuickReply",
  version: "1.0",
  data: { content: { title: "Which?", elements: [{ title: "Invoice" }, { title: "Order" }] } },
});
const menu = flow(
  "menu",
  say("ask", picker, "wait"),
  wait("wait", 3600, "thanks"),
  say("thanks", "Thanks", "end"),
  disconnect(),
);
const asked: Step = {
  expect: { interactive: { template: "QuickReply", title: "Which?", elements: ["Invoice", "Order"] } },
};
const thanked: readonly Step[] = [{ expect: "Thanks" }, { expect: { event: "ended" } }];
const late = { delayMilliseconds: 300 } as const;

describe("a session of chat-check chat, recorded,", function () {
  this.timeout(20_000);
  useCleanEnvironment();
  let emulator: Emulator;
  let io: ChatTerminal;

  beforeEach(async () => {
    emulator = await startEmulator({ flows: [menu, patient()] });
    io = new ChatTerminal();
  });
  afterEach(async () => {
    assert.deepEqual([openContacts(emulator), unendedContacts(io.surroundings)], [[], []]);
    io[Symbol.dispose]();
    await emulator.close();
  });

  const live = (name: string) => [
    ...[name, "--instance-id", emulator.instanceId, "--endpoint-url", emulator.url],
    ...["--quiet", "0.2", "--record", "it.chat.yaml"],
  ];
  const steps = (terminal = io) => readConversations(join(terminal.folder, "it.chat.yaml"))[0]?.conversation.steps;

  describe("has the line that the chat ended by, although the answer to it comes later than the end:", () => {
    const lines: readonly (readonly [line: string, at: string, fault: Fault, step: Step])[] = [
      ["Order, please", "SendMessage", late, { say: "Order, please" }],
      ["2", "SendMessage", late, { choose: "Order" }],
      ["Order", "SendMessage", "no answer", { say: "Order" }],
      ["Order", "SendMessage", "drop answer", { say: "Order" }],
      ["/attach note.txt", "CompleteAttachmentUpload", late, { attach: "note.txt" }],
    ];
    for (const [line, at, fault, step] of lines) {
      it(`${line}, with ${JSON.stringify(fault)} at ${at}`, async () => {
        io.file("note.txt", "A note");
        emulator.once(at, fault);
        assert.equal(await io.script([line], ...live("menu")), 0, io.told);
        assert.deepEqual(steps(), [asked, step, ...thanked]);
      });
    }

    it("/leave", async () => {
      emulator.once("DisconnectParticipant", late);
      assert.equal(await io.script(["/leave"], ...live("patient")), 0);
      assert.deepEqual(steps(), [{ expect: "Hello" }, { leave: true }, { expect: { event: "ended" } }]);
    });

    it("a line at a terminal", async () => {
      using terminal = new ChatTerminal({ columns: 60 });
      emulator.once("SendMessage", late);
      const running = terminal.run(...live("menu"));
      await terminal.until(/2 {2}Order.*> /s);
      terminal.type("1\r");
      assert.equal(await running, 0);
      assert.deepEqual(steps(terminal), [asked, { choose: "Invoice" }, ...thanked]);
    });
  });

  it("has not the line that came too late, and names it", async () => {
    emulator.once("frame chat.ended", late);
    const running = io.run(...live("patient"));
    await io.until(/Hello/);
    const client = new ConnectClient({ endpoint: emulator.url });
    const [{ id } = { id: "" }] = openContacts(emulator);
    await client.send(new StopContactCommand({ InstanceId: emulator.instanceId, ContactId: id }));
    client.destroy();
    io.input.end("\nAnybody?\nNobody?\n");
    assert.equal(await running, 1);
    assert.match(io.told, /^The chat ended before everything was said; the next line was: Anybody\?$/m);
    assert.deepEqual(steps(), [{ expect: "Hello" }, { expect: { event: "ended" } }]);
  });

  describe("when somebody quits in the middle of it, has", () => {
    const quits: readonly (readonly [title: string, quit: (terminal: ChatTerminal) => void])[] = [
      ["Ctrl-C", (terminal) => terminal.type("\u0003")],
      ["Ctrl-D", (terminal) => terminal.type("\u0004")],
      ["a terminal that is gone", (terminal) => void terminal.input.end()],
      ["a screen that is gone", (terminal) => void terminal.output.emit("error", new Error("write EPIPE"))],
    ];
    const quitting = async (line: string, seen: RegExp, quit: (terminal: ChatTerminal) => void) => {
      using terminal = new ChatTerminal({ columns: 60 });
      terminal.file("note.txt", "A note");
      const running = terminal.run(...live("patient"));
      await terminal.until(/Hello.*> /s);
      terminal.type(`${line}\r`);
      await terminal.until(seen);
      quit(terminal);
      assert.equal(await running, 0);
      return steps(terminal);
    };

    for (const [title, quit] of quits) {
      it(`the message that was not answered yet, by ${title}`, async () => {
        emulator.once("SendMessage", "no answer");
        assert.deepEqual(await quitting("Hi", /Hi.*│/s, quit), [{ expect: "Hello" }, { say: "Hi" }]);
      });

      it(`no wait that was cut short, by ${title}`, async () => {
        assert.deepEqual(await quitting("/wait 3600", /> (?!.*\/wait)/s, quit), [{ expect: "Hello" }]);
      });

      it(`no file that was not sent yet, by ${title}`, async () => {
        emulator.once("StartAttachmentUpload", "no answer");
        assert.deepEqual(await quitting("/attach note.txt", /> (?!.*\/attach)/s, quit), [{ expect: "Hello" }]);
      });
    }
  });
});
