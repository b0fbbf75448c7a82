import assert from "node:assert/strict";
import { type ChildProcess, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { converse } from "../../provider/conversation/converse.js";
import { emulatorTarget } from "../../provider/conversation/emulator-target.js";
import { readConversations } from "../../provider/conversation/file.js";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { useCleanEnvironment } from "../chat/environment.js";
import { openContacts } from "../chat/talk.js";
import { patient } from "../emulator/customer.js";
import { greeting } from "../flows.js";
import { assertNoToken } from "../project/tokens.js";
import { endOf, program, User } from "./processes.js";
import { rowsShown } from "./rows-shown.js";

const columns = 50;

/** A pseudo-terminal for a command, by whatever can make one here; what it is sent is typed. */
function terminalFor(words: readonly string[]): readonly [string, ...string[]] | undefined {
  if (process.platform === "win32") return undefined;
  const line = ["sh", "-c", `stty cols ${columns} && exec "$@"`, "sh", ...words];
  if (spawnSync("python3", ["-c", "import pty"]).status === 0) {
    return ["python3", "-c", "import pty, sys; pty.spawn(sys.argv[1:])", ...line];
  }
  if (spawnSync("script", ["--version"]).status !== 0) return undefined;
  return ["script", "-qec", line.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" "), "/dev/null"];
}

/** What a process writes, to be waited for. */
class Written {
  text = "";
  private waiting: (() => void)[] = [];

  constructor(child: ChildProcess) {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.text += text;
      for (const wake of this.waiting.splice(0)) wake();
    });
  }

  async until(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.text)) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}

describe("chat-check chat in a process of its own", function () {
  this.timeout(60_000);
  useCleanEnvironment();
  let emulator: Emulator;
  let user: User;

  beforeEach(async () => {
    emulator = await startEmulator({ flows: [patient()] });
    user = new User({ AWS_ENDPOINT_URL: emulator.url, TERM: "xterm" });
    writeFileSync(join(user.folder, "patient.json"), JSON.stringify(patient().content));
  });
  afterEach(async () => {
    user[Symbol.dispose]();
    await emulator.close();
  });

  const live = () => ["chat", "patient", "--instance-id", emulator.instanceId, "--record", "it.chat.yaml"];
  const local = ["chat", "patient.json", "--record", "it.chat.yaml"];
  const start = (args: readonly string[]) => user.start(args, { stdio: ["pipe", "pipe", "pipe"] });
  const idle = () => assert.deepEqual([openContacts(emulator), user.records()], [[], []]);
  const record = () => join(user.folder, "it.chat.yaml");
  const steps = () => readConversations(record())[0]?.conversation.steps;

  it("takes its lines from a pipe, on this machine and in AWS", async () => {
    for (const args of [local, [...live(), "--quiet", "0.3", "--force"]]) {
      const child = start(args);
      child.stdin?.end("Hi\nThere");
      const { code, out, err } = await endOf(child);
      assert.deepEqual(
        [code, out.replace(/^\S+ s /gm, "")],
        [0, "CHAT: You joined\nSYSTEM: Hello\nCUSTOMER: Hi\nCUSTOMER: There\n"],
      );
      assert.match(err, /^Contact [0-9a-f-]{36} on the .+\.\nRecorded in it\.chat\.yaml\.\n$/);
      assert.deepEqual(steps(), [{ expect: "Hello" }, { say: "Hi" }, { say: "There" }]);
      assertNoToken(out + err + readFileSync(record(), "utf8"));
    }
    idle();
  });

  it("takes them from a file", async () => {
    const file = openSync(user.file("script", "Hi\n/leave\n"), "r");
    const { code, out } = await endOf(user.start(local, { stdio: [file, "pipe", "pipe"] }));
    closeSync(file);
    assert.equal(code, 0);
    assert.match(out, /CUSTOMER: Hi\n.*You left\n.*The chat has ended\n$/s);
  });

  it("ends where there is no input at all", async () => {
    const { code, out } = await user.run(...local);
    assert.deepEqual([code, out.replace(/^\S+ s /gm, "")], [0, "CHAT: You joined\nSYSTEM: Hello\n"]);
  });

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    it(`ends its contact on ${signal}, with the record written up to there, and goes by the signal`, async function () {
      if (process.platform === "win32") this.skip();
      for (const args of [live(), [...local, "--force"]]) {
        emulator.once("SendMessage", "no answer");
        const child = start(args);
        const written = new Written(child);
        const ending = endOf(child);
        await written.until(/Hello/);
        child.stdin?.write("Hi\n");
        await written.until(/Hi/);
        child.kill(signal);
        const { signal: by, err } = await ending;
        assert.equal(by, signal);
        assert.match(
          err,
          new RegExp(`INTERRUPTED: ${signal} stopped 1 chat check\\(s\\); 1 contact\\(s\\) ended\\.\\n$`),
        );
        assert.doesNotMatch(err, /code:|deployment/);
        assert.deepEqual(steps(), [{ expect: "Hello" }, { say: "Hi" }]);
      }
      idle();
    });
  }

  it("leaves a record of all but the last moment when it is killed", async () => {
    const child = start(local);
    const ended = once(child, "exit");
    while (!existsSync(record()) || !readFileSync(record(), "utf8").includes("Hello")) await new Promise(setImmediate);
    child.kill("SIGKILL");
    await ended;
    assert.deepEqual(steps(), [{ expect: "Hello" }]);
  });

  it("records the line that the flow ends the chat by, when the end comes before the answer to it", async () => {
    const short = greeting("short");
    emulator.load(short);
    emulator.once("SendMessage", { delayMilliseconds: 300 });
    const child = start(["chat", "short", ...live().slice(2), "--quiet", "0.2"]);
    child.stdin?.end("Hi\n");
    assert.equal((await endOf(child)).code, 0);
    assert.deepEqual(steps(), [{ expect: "Hello" }, { say: "Hi" }, { expect: { event: "ended" } }]);
    idle();
  });

  it("ends its contact when nobody reads what it writes", async () => {
    const child = start(live());
    const written = new Written(child);
    const ended = once(child, "exit");
    await written.until(/Hello/);
    child.stdout?.destroy();
    child.stdin?.write("Hi\nThere\nAgain\n");
    assert.deepEqual(await ended, [0, null]);
    idle();
  });

  it("goes with what it was told when the service goes away", async () => {
    const child = start(live());
    const written = new Written(child);
    const ending = endOf(child);
    await written.until(/Hello/);
    await emulator.close();
    const { code, err } = await ending;
    assert.equal(code, 1);
    assert.match(err, /\ncode: SOCKET_DROPPED\nto do: .+\n.+ could not be ended: .+\ncode: CONTACT_NOT_ENDED\n/);
    assert.deepEqual(steps(), [{ expect: "Hello" }]);
    assert.equal(user.records().length, 1);
    emulator = await startEmulator();
  });

  describe("at a pseudo-terminal", () => {
    let words: readonly [string, ...string[]] | undefined;

    const startAt = (args: readonly string[], skip: () => never) => {
      words = terminalFor([process.execPath, program, ...args]);
      if (!words) {
        console.error("      skipped: there is neither python3 nor a script of util-linux, which make a terminal");
        return skip();
      }
      const [command, ...rest] = words;
      const child = user.startOther(command, rest, { stdio: ["pipe", "pipe", "pipe"], detached: true });
      return { child, written: new Written(child), ending: endOf(child) };
    };

    it("shows bubbles, takes keys, and leaves the terminal as it was", async function () {
      const { child, written, ending } = startAt(local, () => this.skip());
      await written.until(/> /);
      child.stdin?.write("Good day\r");
      await written.until(/Good day.*│/s);
      child.stdin?.write("\u001B[200~one\ntwo\u001B[201~\r");
      await written.until(/two.*│/s);
      child.stdin?.write("\u0003");
      assert.equal((await ending).code, 0);
      const rows = rowsShown(written.text, columns).map((row) => row.replace(/\d\d:\d\d:\d\d/, "TT:TT:TT"));
      assert.deepEqual(rows.slice(2, 10), [
        "· You joined · TT:TT:TT",
        "SYSTEM · TT:TT:TT",
        "│ Hello",
        "                                   You · TT:TT:TT",
        "                                       Good day │",
        "                                   You · TT:TT:TT",
        "                                            one │",
        "                                            two │",
      ]);
      assert.ok(written.text.includes("\u001B[?2004l"));
      assert.deepEqual(steps(), [{ expect: "Hello" }, { say: "Good day" }, { say: "one\ntwo" }]);
      const [read] = readConversations(record());
      assert.ok(read);
      const { transcript } = await converse(read.conversation, emulatorTarget(emulator, emulator));
      assert.equal(transcript.at(-1)?.content, "one\ntwo");
      idle();
    });

    it("ends the contact when the terminal is gone, with the record written up to there", async function () {
      const { child, written } = startAt(live(), () => this.skip());
      const ended = emulator.until(
        (contacts) => contacts.length > 0 && contacts.every(({ state }) => state === "ended"),
      );
      await written.until(/> /);
      child.stdin?.write("Good day\r");
      await written.until(/Good day.*│/s);
      child.kill("SIGKILL");
      await ended;
      assert.deepEqual(steps(), [{ expect: "Hello" }, { say: "Good day" }]);
      idle();
    });
  });
});
