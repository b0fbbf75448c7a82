import assert from "node:assert/strict";
import { type ChildProcess, execFileSync } from "node:child_process";
import { once } from "node:events";
import { type Emulator, manualClock, startEmulator } from "../../provider/emulator/index.js";
import { providerText } from "../../provider/resource/provider-text.js";
import { normalised } from "../check/failures.js";
import { disconnect, flow, wait } from "../flows.js";
import { startDynamicProvider } from "./dynamic-provider.js";
import { needsEngine, Stack } from "./stack.js";

const mute = () => flow("mute", wait("wait", 3600, "end"), disconnect());
const open = (emulator: Emulator) => emulator.contacts().filter(({ state }) => state === "open");
const allEnded = (emulator: Emulator) => emulator.until((contacts) => contacts.every(({ state }) => state === "ended"));
const allJoined = (emulator: Emulator, count: number) =>
  emulator.until((contacts) => contacts.length === count && contacts.every(({ joined }) => joined));

/** Until a process has written what matches, on either stream. */
const heard = (child: ChildProcess, pattern: RegExp) =>
  new Promise<void>((resolve) => {
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (data) => {
        text += data;
        if (pattern.test(text)) resolve();
      });
    }
  });

const environment = (emulator: Emulator) => ({
  AWS_ENDPOINT_URL: emulator.url,
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_REGION: "us-east-1",
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
});

describe("a signal to the provider process", () => {
  const inputs = (emulator: Emulator) => ({
    __provider: providerText,
    instanceId: emulator.instanceId,
    contactFlowId: emulator.flow("mute").id,
    expectFirstMessage: "Hello",
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`${signal} ends every open chat, answers its check, and then does what it always does`, async () => {
      await using emulator = await startEmulator({ flows: [mute()] });
      await using provider = await startDynamicProvider(environment(emulator));
      const creating = [1, 2, 3].map(() =>
        provider.create(inputs(emulator)).then(
          () => "held",
          (error: Error) => error.message,
        ),
      );
      await allJoined(emulator, 3);
      const exited = once(provider.process, "exit");
      provider.process.kill(signal);
      for (const message of await Promise.all(creating)) {
        assert.equal(
          normalised(message.slice(message.indexOf("The chat check"))),
          [
            `The chat check failed: the check was interrupted by ${signal}.`,
            "code: INTERRUPTED",
            "stage: the first message, T s after the check began",
            "flow ID-1 of instance ID-2; contact ID-3, participant ID-4",
            "seen in the chat:",
            "  +T s CUSTOMER: participant.joined",
            "to do: The contact was ended; run the deployment again.",
          ].join("\n"),
        );
      }
      assert.deepEqual((await exited)[1], signal);
      assert.deepEqual(open(emulator), []);
    });
  }

  it("ends a chat whose start was not answered yet", async () => {
    await using emulator = await startEmulator({ flows: [mute()] });
    await using provider = await startDynamicProvider(environment(emulator));
    emulator.once("StartChatContact", "no answer");
    const creating = assert.rejects(provider.create(inputs(emulator)));
    await emulator.until((contacts) => contacts.length === 1);
    provider.process.kill("SIGINT");
    await creating;
    assert.deepEqual(open(emulator), []);
    assert.equal(emulator.contacts().length, 1);
  });

  it("tells on stderr which contact could not be ended", async () => {
    await using emulator = await startEmulator({ flows: [mute()] });
    await using provider = await startDynamicProvider(environment(emulator));
    emulator.once("StopContact", { error: "AccessDeniedException", status: 403 }, 10);
    const creating = assert.rejects(provider.create(inputs(emulator)));
    await allJoined(emulator, 1);
    const exited = once(provider.process, "exit");
    provider.process.kill("SIGINT");
    await creating;
    await exited;
    const [contact] = emulator.contacts();
    assert.match(provider.written(), new RegExp(`The contact ${contact?.id} could not be ended: `));
  });

  it("ends it although nobody reads what it writes any more", async () => {
    await using emulator = await startEmulator({ flows: [mute()] });
    await using provider = await startDynamicProvider(environment(emulator));
    const creating = assert.rejects(provider.create(inputs(emulator)));
    await allJoined(emulator, 1);
    const exited = once(provider.process, "exit");
    provider.process.stdout?.destroy();
    provider.process.stderr?.destroy();
    provider.process.kill("SIGTERM");
    await creating;
    assert.equal((await exited)[1], "SIGTERM");
    assert.deepEqual(open(emulator), []);
  });

  it("SIGKILL leaves the contact to its own limit, an hour", async () => {
    const clock = manualClock();
    await using emulator = await startEmulator({ flows: [mute()], clock });
    await using provider = await startDynamicProvider(environment(emulator));
    const creating = assert.rejects(provider.create(inputs(emulator)));
    await allJoined(emulator, 1);
    provider.process.kill("SIGKILL");
    await creating;
    clock.advance(59 * 60_000);
    assert.equal(open(emulator).length, 1);
    clock.advance(60_000);
    assert.equal(emulator.contacts()[0]?.disconnectReason, "EXPIRED");
  });
});

describe("a signal to pulumi", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let stack: Stack;

  beforeEach(async function () {
    needsEngine(this);
    emulator = await startEmulator({ flows: [mute()] });
    stack = new Stack(
      `const { ChatCheck } = require("connect-chat-check");
      for (const name of ["a", "b"]) new ChatCheck(name, {
        instanceId: "${emulator.instanceId}", contactFlowId: "${emulator.flow("mute").id}",
        expectFirstMessage: "Hello", timeoutSeconds: 6, connectWithinSeconds: 5,
      });`,
      environment(emulator),
    );
    await stack.init();
  });

  afterEach(async () => {
    await emulator?.close();
    stack?.remove();
  });

  for (const [times, title] of [
    [1, "once lets the checks run to their end, and no contact is open then"],
    [2, "twice ends the contacts at once"],
  ] as const) {
    it(title, async () => {
      const pulumi = stack.start("up", "--yes", "--skip-preview");
      const ended = once(pulumi, "close");
      await allJoined(emulator, 2);
      for (let n = 0; n < times; n++) {
        pulumi.kill("SIGINT");
        if (n + 1 < times) await heard(pulumi, /\^C received/);
      }
      await allEnded(emulator);
      await ended;
      assert.deepEqual(open(emulator), []);
    });
  }

  it("SIGKILL leaves the provider to end the contacts by itself", async () => {
    const pulumi = stack.start("up", "--yes", "--skip-preview");
    const ended = once(pulumi, "exit");
    await allJoined(emulator, 2);
    const plugins = descendants(pulumi.pid ?? 0);
    assert.ok(plugins.length > 0);
    try {
      pulumi.kill("SIGKILL");
      await ended;
      await allEnded(emulator);
      assert.deepEqual(open(emulator), []);
    } finally {
      for (const plugin of plugins) end(plugin);
    }
  });
});

/** Of a process, those that it started, and those that they did. */
function descendants(parent: number): number[] {
  const processes = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/ +/).map(Number));
  const below = (of: number): number[] =>
    processes.flatMap(([pid = 0, itsParent]) => (itsParent === of ? [pid, ...below(pid)] : []));
  return below(parent);
}

/** Engines that are killed leave their plugins running. */
function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ESRCH") throw cause;
  }
}
