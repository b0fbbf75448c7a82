import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commands } from "../../provider/cli/commands.js";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { openContacts } from "../chat/talk.js";
import { normalised } from "../check/failures.js";
import { disconnect, flow, greeting, wait } from "../flows.js";
import { root } from "../project/root.js";
import { assertNoToken } from "../project/tokens.js";
import { endOf, program, User } from "./processes.js";

const denied = { error: "AccessDeniedException", status: 403 } as const;
const unvalidated = "[default]\nparameter_validation = false\n";

describe("chat-check in a process of its own", function () {
  this.timeout(60_000);
  let emulator: Emulator;
  let user: User;

  beforeEach(async () => {
    emulator = await startEmulator({
      flows: [greeting(), flow("mute", wait("wait", 3600, "end"), disconnect())],
    });
    user = new User({ AWS_ENDPOINT_URL: emulator.url });
  });
  afterEach(async () => {
    user?.[Symbol.dispose]();
    await emulator.close();
  });

  const ids = (name = "greeting") => [
    "--instance-id",
    emulator.instanceId,
    "--contact-flow-id",
    emulator.flow(name).id,
  ];
  const request = (name?: string) => [...ids(name), "--participant-details", "DisplayName=Ada"];
  const idle = () => assert.deepEqual([openContacts(emulator), user.records()], [[], []]);

  describe("tells of itself", () => {
    it("with its commands, where it is asked for help", async () => {
      for (const args of [["--help"], ["-h"], ["help"]]) {
        const { code, out, err } = await user.run(...args);
        assert.deepEqual([code, err], [0, ""]);
        for (const name of Object.keys(commands)) assert.match(out, new RegExp(`^  ${name} `, "m"));
      }
    });

    it("with the same, and as wrong use, where it is told nothing", async () => {
      const { code, out, err } = await user.run();
      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, /^Usage: chat-check COMMAND/);
    });

    it("with its version", async () => {
      const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
      const { code, out } = await user.run("--version");
      assert.deepEqual([code, out], [0, `${version}\n`]);
    });

    it("with a command's options, whichever way it is asked", async () => {
      for (const name of Object.keys(commands)) {
        const [one, other] = await Promise.all([user.run(name, "--help"), user.run("help", name)]);
        assert.deepEqual([one.code, one.err], [0, ""], name);
        assert.match(one.out, new RegExp(`^Usage: chat-check ${name}`));
        assert.deepEqual(other, one);
      }
    });

    it("with the commands that there are, where there is no such one", async () => {
      for (const name of ["chek", "constructor", "__proto__", "--nope", ""]) {
        const { code, out, err } = await user.run(name, "--help");
        assert.deepEqual([code, out], [2, ""]);
        assert.equal(err, `There is no command ${name}; there are ${Object.keys(commands).join(", ")}.\n`);
      }
    });
  });

  describe("ends with", () => {
    it("0 and the verdict when a check holds", async () => {
      const { code, out, err } = await user.run("check", ...ids(), "--expect-first-message", "Hello");
      assert.deepEqual([code, err], [0, ""]);
      assert.match(out, /^(ok +\d+ ms {2}.+\n){6}Held\. The chat was subscribed .+\ncontact .+\n$/);
      idle();
    });

    it("1 and the report when it does not", async () => {
      const { code, out, err } = await user.run("check", ...ids(), "--expect-first-message", "Hullo");
      assert.deepEqual([code, err], [1, ""]);
      assert.match(out, /^(ok .+\n){3}FAILED .+\nThe chat check failed: .+\ncode: OTHER_FIRST_MESSAGE\n/);
      idle();
    });

    it("2 and every problem when the line is not valid, nothing sent", async () => {
      const { code, out, err } = await user.run("check", ...ids(), "--timeout", "0", "--nope", "--retries", "x");
      assert.deepEqual([code, out], [2, ""]);
      assert.equal(
        err,
        [
          "The command line is not valid:",
          "- There is no option --nope",
          "- --retries is a number, not x",
          "- --timeout: Expected at least 1 second",
          "code: WRONG_USE",
          "to do: See chat-check check --help.",
          "",
        ].join("\n"),
      );
      assert.deepEqual(emulator.contacts(), []);
    });

    it("0, 252, 253, 254 and 255 from start-chat-contact, as the AWS CLI does", async () => {
      const started = await user.run("start-chat-contact", ...request());
      assert.deepEqual([started.code, started.err], [0, ""]);
      assert.equal(JSON.parse(started.out).ContactId, emulator.contacts()[0]?.id);
      const codes: number[] = [];
      const told = async (someone: User, ...args: string[]) => {
        const { code, out, err } = await someone.run("start-chat-contact", ...args);
        assert.equal(out, "");
        assert.match(err, /^code: [A-Z_]+\nto do: .+\.\n$/m);
        assert.doesNotMatch(err, /^ +at /m);
        codes.push(code ?? -1);
      };
      using nowhere = new User({ AWS_REGION: undefined, AWS_ENDPOINT_URL: emulator.url });
      await told(user, "--nope");
      await told(nowhere, ...request());
      emulator.once("StartChatContact", denied);
      await told(user, ...request());
      await told(user, ...request(), "--endpoint-url", "http://127.0.0.1:1");
      assert.deepEqual(codes, [252, 253, 254, 255]);
    });
  });

  describe("a check that is stopped", () => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      it(`by ${signal} ends its contact, tells what became of it, and goes by the signal`, async () => {
        const child = user.start(["check", ...ids("mute"), "--expect-first-message", "Hello"]);
        const ending = endOf(child);
        await emulator.until(([contact]) => contact?.joined === true);
        child.kill(signal);
        const { code, signal: by, out, err } = await ending;
        assert.deepEqual([code, by], [null, signal]);
        assert.match(out, /The chat check failed: the check was interrupted by SIG\w+\.\ncode: INTERRUPTED\n/);
        assert.match(err, /^INTERRUPTED: SIG\w+ stopped 1 chat check\(s\); 1 contact\(s\) ended\.\n$/);
        idle();
      });
    }

    it("with --keep-open ends its contact all the same", async () => {
      const child = user.start(["check", ...ids("mute"), "--expect-first-message", "Hello", "--keep-open"]);
      const ending = endOf(child);
      await emulator.until(([contact]) => contact?.joined === true);
      child.kill("SIGINT");
      const { out } = await ending;
      assert.doesNotMatch(out, /left open/);
      idle();
    });

    it("and cannot end its contact records it, for end --all", async () => {
      emulator.once("StopContact", denied, 10);
      const child = user.start(["check", ...ids("mute"), "--expect-first-message", "Hello"]);
      const ending = endOf(child);
      await emulator.until(([contact]) => contact?.joined === true);
      child.kill("SIGINT");
      const { signal, err } = await ending;
      const [open] = openContacts(emulator);
      assert.equal(signal, "SIGINT");
      assert.match(err, new RegExp(`^The contact ${open?.id} could not be ended: `));
      assert.equal(user.records().length, 1);
      emulator.reset();
      const { code, out } = await user.run("end", "--all");
      assert.deepEqual([code, out], [0, `Ended: ${open?.id}\n`]);
      idle();
    });
  });

  it("records a contact that could not be ended by ids alone, and ends it later", async () => {
    emulator.once("DisconnectParticipant", denied, 10);
    emulator.once("StopContact", denied, 10);
    const { code, out } = await user.run("check", ...ids());
    assert.equal(code, 1);
    assert.match(out, /^code: CONTACT_NOT_ENDED$/m);
    const [record = "", ...others] = user.records();
    assert.deepEqual(others, []);
    const [open] = openContacts(emulator);
    const { since, ...rest } = JSON.parse(record) as Record<string, string>;
    assert.ok(Date.parse(since ?? "") > 0);
    assert.deepEqual(rest, {
      instanceId: emulator.instanceId,
      contactId: open?.id,
      region: "us-east-1",
      endpoint: emulator.url,
    });
    assertNoToken(record + out);
    emulator.reset();
    const ended = await user.run("end", open?.id ?? "");
    assert.deepEqual([ended.code, ended.out, ended.err], [0, `Ended: ${open?.id}\n`, ""]);
    idle();
  });

  it("leaves a contact with --keep-open, which end ends from another shell", async () => {
    const { code, out } = await user.run("check", ...ids(), "--keep-open");
    assert.equal(code, 0);
    const [, line = ""] = /^The contact was left open\. To end it: chat-check (end .+)$/m.exec(out) ?? [];
    assert.equal(line, `end ${openContacts(emulator)[0]?.id}`);
    assertNoToken(user.records().join(""));
    const elsewhere = { ...user.environment, AWS_ENDPOINT_URL: undefined, AWS_REGION: undefined };
    const child = user.start(line.split(" "), { env: { ...elsewhere } });
    assert.deepEqual(await endOf(child), { code: 0, signal: null, out: `Ended: ${line.slice(4)}\n`, err: "" });
    idle();
  });

  describe("makes one contact of one client token", () => {
    it("with start-chat-contact, whose second answer names the first contact", async () => {
      const args = ["start-chat-contact", ...request(), "--client-token", "mine", "--query", "ContactId"];
      const [first, second] = [await user.run(...args), await user.run(...args)];
      assert.deepEqual([first.code, second.code, second.out], [0, 0, first.out]);
      assert.equal(emulator.contacts().length, 1);
    });

    it("with start-chat-contact, through answers that are lost", async () => {
      emulator.once("StartChatContact", "drop answer", 2);
      const { code } = await user.run("start-chat-contact", ...request());
      assert.deepEqual([code, emulator.contacts().length], [0, 1]);
    });

    it("with check", async () => {
      const args = ["check", ...ids(), "--client-token", "mine"];
      const [first, second] = [await user.run(...args), await user.run(...args)];
      assert.deepEqual([first.code, second.code, emulator.contacts().length], [0, 1, 1]);
      assert.match(second.out, /clientToken was used before, and names a contact that has ended/);
    });
  });

  describe("honours parameter_validation = false", () => {
    const invalid = ["--chat-duration-in-minutes", "5"];

    for (const [command, wrong, sent] of [
      ["check", 2, 1],
      ["start-chat-contact", 252, 254],
    ] as const) {
      it(`with ${command}, which sends what it would have refused`, async () => {
        const refused = await user.run(command, ...request(), ...invalid);
        assert.equal(refused.code, wrong);
        assert.match(refused.err, /--chat-duration-in-minutes: Expected at least 60; it is 5/);
        using careless = new User({
          AWS_ENDPOINT_URL: emulator.url,
          AWS_CONFIG_FILE: user.file("config", unvalidated),
        });
        const { code, out, err } = await careless.run(command, ...request(), ...invalid);
        assert.equal(code, sent);
        assert.match(out + err, /InvalidRequestException|REQUEST_REFUSED/);
        assert.deepEqual(emulator.contacts(), []);
      });
    }
  });

  describe("writes to", () => {
    const inPipe = (line: string) => endOf(user.startOther("sh", ["-c", line]));
    const quoted = (...args: string[]) => [process.execPath, program, ...args].map((word) => `'${word}'`).join(" ");

    it("a reader that goes away, and says nothing of it", async function () {
      if (process.platform === "win32") this.skip();
      const { code, out, err } = await inPipe(`${quoted("start-chat-contact", "--help")} | head -1`);
      assert.deepEqual([code, err], [0, ""]);
      assert.match(out, /^Usage: chat-check start-chat-contact .*\n$/);
    });

    it("a reader that goes away, and brings its check to its end and verdict", async () => {
      emulator.once("subscribe", { delayMilliseconds: 200 });
      const child = user.start(["check", ...ids(), "--expect-first-message", "Hullo"]);
      const ended = once(child, "close");
      child.stdout?.once("data", () => child.stdout?.destroy());
      let err = "";
      child.stderr?.on("data", (data) => {
        err += data;
      });
      assert.deepEqual([await ended, err], [[1, null], ""]);
      assert.equal(emulator.contacts().length, 1);
      idle();
    });

    it("two readers that go away", async function () {
      if (process.platform === "win32") this.skip();
      emulator.once("subscribe", { delayMilliseconds: 200 });
      const { code } = await inPipe(
        `(${quoted("check", ...ids("mute"), "--retries", "x")} 2>&1; echo $? >&3) 3>code | true`,
      );
      assert.equal(code, 0);
      assert.equal(readFileSync(join(user.folder, "code"), "utf8"), "2\n");
    });

    it("a disk that is full, and does not end as if it had been read", async function () {
      if (!existsSync("/dev/full")) this.skip();
      const full = openSync("/dev/full", "w");
      for (const args of [["--help"], ["check", ...ids()], ["start-chat-contact", "--help"]]) {
        const { code, err } = await endOf(user.start(args, { stdio: ["ignore", full, "pipe"] }));
        assert.deepEqual([code, err], [255, ""]);
      }
      closeSync(full);
      idle();
    });

    it("a terminal, with a spinner, which nothing else shows", async function () {
      if (process.platform !== "linux" || spawnSync("script", ["--version"]).status !== 0) {
        console.error("      skipped: there is no script of util-linux, which makes a terminal");
        this.skip();
      }
      const line = quoted("check", ...ids(), "--expect-first-message", "Hello");
      const { code, out } = await endOf(user.startOther("script", ["-qec", line, "/dev/null"]));
      assert.equal(code, 0);
      assert.match(out, /⠋ StartChatContact …/);
      assert.match(out, /ok +\d+ ms {2}StartChatContact\r\n/);
      assert.ok(out.includes("\u001B[K"));
      const plain = await inPipe(`${line} 2>&1`);
      assert.doesNotMatch(plain.out, /⠋/);
      assert.ok(!plain.out.includes("\u001B"));
    });
  });

  describe("keeps compiled code", () => {
    it("in the user's cache folder, where it can", async () => {
      await user.run("start-chat-contact", "--help");
      assert.equal(readdirSync(join(user.folder, "cache/connect-chat-check/code")).length, 1);
      assert.equal((await user.run("start-chat-contact", ...request())).code, 0);
      assert.equal(readdirSync(join(user.folder, "cache/connect-chat-check/code")).length, 1);
    });

    it("nowhere, and works, where it cannot", async () => {
      for (const folder of [join(user.folder, "file", "below"), "/dev/null", "relative"]) {
        user.file("file", "");
        using blocked = new User({ AWS_ENDPOINT_URL: emulator.url, XDG_CACHE_HOME: folder, HOME: undefined });
        const { code, err } = await blocked.run("start-chat-contact", ...request());
        assert.deepEqual([code, err], [0, ""]);
        assert.deepEqual(readdirSync(blocked.folder), []);
      }
    });
  });

  it("tells a failure in the words of a report, with nothing of a stack", async () => {
    const { out } = await user.run("check", ...ids("mute"), "--expect-first-message", "Hello", "--timeout", "1");
    const report = normalised(out.slice(out.indexOf("The chat check failed")));
    assert.deepEqual(report.split("\n").slice(0, 2), [
      "The chat check failed: nobody said anything within timeoutSeconds (1 s).",
      "code: NO_FIRST_MESSAGE",
    ]);
    assert.doesNotMatch(out, /^ +at /m);
    idle();
  });
});
