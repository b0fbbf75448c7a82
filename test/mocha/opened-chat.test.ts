import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emulatorTarget } from "../../provider/conversation/emulator-target.js";
import { ConversationFailure } from "../../provider/conversation/failure.js";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { ChatCheckError } from "../../provider/errors.js";
import { open } from "../../provider/mocha/index.js";
import { readRun } from "../../provider/report/run-folder.js";
import { useCleanEnvironment } from "../chat/environment.js";
import { endOf } from "../cli/processes.js";
import { patient } from "../emulator/customer.js";
import { action, disconnect, flow, greeting, say, wait } from "../flows.js";
import { root } from "../project/root.js";

const asks = () =>
  flow(
    "asks",
    say("hello", "Hello $.Attributes.customerName", "ask"),
    action(
      "ask",
      "GetParticipantInput",
      { Text: "Cards or loans?", StoreInput: "True", InputTimeLimitSeconds: "60" },
      { next: "bye", errors: { NoMatchingError: "bye" } },
    ),
    say("bye", "Good-bye", "wait"),
    wait("wait", 5, "end"),
    disconnect(),
  );

describe("a chat that a program opens", () => {
  useCleanEnvironment();
  let emulator: Emulator;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "chat-check-opened-"));
    process.env.CHAT_CHECK_RECORDS = folder;
    emulator = await startEmulator({ flows: [patient(), greeting(), asks()] });
  });
  afterEach(async () => {
    await emulator.close();
    rmSync(folder, { recursive: true });
  });

  const ended = () => emulator.contacts().every(({ state }) => state === "ended");
  const failed = (code: string, pattern: RegExp) => (error: unknown) => {
    assert.ok(error instanceof ConversationFailure, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, pattern);
    assert.match(error.stack ?? "", /^ChatCheckError: .*\n {4}at [^\n]*opened-chat\.test\.ts:\d+:\d+/s);
    assert.doesNotMatch(error.stack ?? "", /provider\/(mocha|conversation)/);
    return true;
  };

  it("is talked to step by step, and ends with the block", async () => {
    {
      await using chat = await open({ flow: "patient", attributes: { customerName: "Ada" } }, { emulator });
      await chat.expect("Hello", { capture: { greeting: /H(.*)/ } });
      await chat.never({ contains: "error" });
      await chat.say("I am **here**", { markdown: true });
      await chat.type();
      await chat.reconnect();
      await chat.pause(60);
      assert.equal(chat.values.greeting, "ello");
      assert.equal((await chat.state()).attributes?.customerName, "Ada");
      assert.ok((await chat.transcript()).some(({ content }) => content === "I am **here**"));
      assert.equal(ended(), false);
    }
    assert.equal(ended(), true);
  });

  it("hears the next messages in any order, skips some, and notices the end", async () => {
    await using chat = await open("greeting", { target: emulatorTarget(emulator, emulator) });
    await chat.expectAll([/^Hel/]);
    await chat.waitFor({ event: "ended" }, { timeLimit: 7200 });
    await assert.rejects(chat.say("Hi"), failed("CHAT_ENDED", /step 3 \(test\/mocha\/opened-chat\.test\.ts:\d+:/));
  });

  it("fails with the line of the program, and ends all the same", async () => {
    const chat = await open("greeting", { emulator });
    await assert.rejects(chat.expect("Good morning"), failed("OTHER_MESSAGE", /Good morning/));
    await chat.close();
    assert.equal(ended(), true);
    const [record] = readRun(folder).records;
    assert.match(record?.name ?? "", /^chat of line \d+$/);
    assert.deepEqual(
      [record?.status, record?.failure?.code, record?.transcript.at(-1)?.content],
      ["failed", "OTHER_MESSAGE", "Hello"],
    );
  });

  it("fails when something was seen that never must be", async () => {
    const chat = await open({ flow: "patient", name: "a chat with a name" }, { emulator });
    await assert.rejects(chat.never({ contains: "Hello" }), failed("FORBIDDEN", /never/));
    await chat.close();
    assert.equal(ended(), true);
    assert.deepEqual(
      readRun(folder).records.map(({ name, status }) => [name, status]),
      [["a chat with a name", "failed"]],
    );
  });

  it("keeps the first failure when it is closed after one", async () => {
    const chat = await open("patient", { emulator });
    await assert.rejects(chat.expect("x"), ConversationFailure);
    await chat.close();
    await chat.close();
  });

  it("says of what only an emulator knows that it does", async () => {
    const { passTime: _passTime, ...target } = emulatorTarget(emulator, emulator);
    const state = async () => ({ attributes: {} });
    const chat = await open("patient", { target: { ...target, state } });
    await assert.rejects(
      chat.expect({ flow: "patient" }),
      (error) => error instanceof ChatCheckError && error.code === "ONLY_EMULATOR",
    );
    await chat.close();
  });

  it("does not begin where it cannot, and says why with the line of the program", async () => {
    await assert.rejects(open("nothing", { emulator }), (error) => {
      assert.ok(error instanceof ChatCheckError && error.code === "FLOW_NOT_FOUND");
      assert.match(error.stack ?? "", /to do: .*\n {4}at .*opened-chat\.test\.ts/);
      return true;
    });
    process.env.CHAT_CHECK_FLOWS = "/nowhere";
    await assert.rejects(open("nothing"), /nowhere cannot be read/);
  });

  it("needs no test runner: a program that opens one ends by itself", async () => {
    writeFileSync(join(folder, "greeting.json"), JSON.stringify(greeting().content));
    writeFileSync(
      join(folder, "program.ts"),
      `import { open } from ${JSON.stringify(join(root, "provider/mocha/index.ts"))};
      void (async () => {
        for (const text of ["Hello", "Good morning"]) {
          const chat = await open("greeting");
          await chat.expect(text).catch((error) => console.log(error.code));
          await chat.close();
        }
        console.log(typeof globalThis.describe, typeof globalThis.it);
      })();`,
    );
    const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
    const env = { ...process.env, CHAT_CHECK_FLOWS: "greeting.json", CHAT_CHECK_RECORDS: "" };
    const { code, out, err } = await endOf(
      spawn(process.execPath, [tsx, "program.ts"], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] }),
    );
    assert.deepEqual([code, out, err], [0, "OTHER_MESSAGE\nundefined undefined\n", ""]);
  });
});
