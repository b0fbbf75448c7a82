import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { action, disconnect, flow, greeting } from "../flows.js";
import { needsEngine, Stack } from "./stack.js";

const program = `
const pulumi = require("@pulumi/pulumi");
const { ChatCheck } = require("connect-chat-check");
const config = new pulumi.Config();
const check = new ChatCheck("check", {
  instanceId: config.require("instanceId"),
  contactFlowId: config.require("contactFlowId"),
  expectFirstMessage: "Hello",
  triggers: [config.get("revision")],
});
const live = new pulumi.Stash("live", { input: config.require("contactFlowId") }, { dependsOn: check });
module.exports = {
  contactId: check.contactId, participantId: check.participantId, transcript: check.transcript, live: live.output,
};
`;

describe("ChatCheck on the real engine", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let stack: Stack;

  before(async function () {
    needsEngine(this);
    const mute = flow(
      "mute",
      action("ssml", "MessageParticipant", { SSML: "x" }, { next: "end", errors: { NoMatchingError: "end" } }),
      disconnect(),
    );
    emulator = await startEmulator({ flows: [greeting(), mute] });
    stack = new Stack(program, { AWS_ENDPOINT_URL: emulator.url });
    await stack.init();
    configure("greeting", 1);
  });

  after(async () => {
    await emulator?.close();
    stack?.remove();
  });

  const configure = (name: string, revision: number) => {
    const config = { instanceId: emulator.instanceId, contactFlowId: emulator.flow(name).id, revision };
    const entries = Object.entries(config).map(([key, value]) => [`program:${key}`, String(value)]);
    stack.write("Pulumi.test.yaml", JSON.stringify({ config: Object.fromEntries(entries) }));
  };
  const contacts = () => emulator.contacts().length;
  const open = () => emulator.contacts().filter(({ state }) => state === "open");

  it("sends nothing at preview", async () => {
    const { code, output } = await stack.preview();
    assert.equal(code, 0, output);
    assert.match(output, /3 to create/);
    assert.equal(contacts(), 0);
  });

  it("runs the check and gives its outputs", async () => {
    const { code, output } = await stack.up();
    assert.equal(code, 0, output);
    const outputs = await stack.outputs();
    const [contact] = emulator.contacts();
    assert.equal(outputs.contactId, contact?.id);
    assert.equal(outputs.live, emulator.flow("greeting").id);
    assert.deepEqual((outputs.transcript as { content: string }[]).map(({ content }) => content).filter(Boolean), [
      "Hello",
    ]);
    assert.deepEqual([contacts(), open()], [1, []]);
  });

  it("runs no check when nothing changed", async () => {
    const { code, output } = await stack.up();
    assert.equal(code, 0, output);
    assert.match(output, /3 unchanged/);
    assert.equal(contacts(), 1);
  });

  it("runs the check again when a trigger changed", async () => {
    configure("greeting", 2);
    const { code, output } = await stack.up();
    assert.equal(code, 0, output);
    assert.match(output, /1 updated/);
    assert.equal(contacts(), 2);
    assert.equal((await stack.outputs()).contactId, emulator.contacts()[1]?.id);
  });

  it("stops the deployment when the check fails, and keeps what depends on it", async () => {
    configure("mute", 3);
    const { code, output } = await stack.up();
    assert.notEqual(code, 0);
    assert.match(output, /error: The chat check failed: the flow ended the chat before its first message\./);
    assert.match(output, /code: ENDED_BY_FLOW/);
    assert.equal((await stack.outputs()).live, emulator.flow("greeting").id);
    assert.deepEqual([contacts(), open()], [3, []]);
  });

  it("checks again after a failure, without any other change", async () => {
    await stack.up();
    assert.equal(contacts(), 4);
  });

  it("refuses bad input at preview", async () => {
    configure("greeting", 4);
    stack.write(
      "index.js",
      program.replace('expectFirstMessage: "Hello"', "connectWithinSeconds: 1000, timeoutSeconds: 0"),
    );
    const { code, output } = await stack.preview();
    assert.notEqual(code, 0);
    assert.match(output, /INVALID_INPUT: The input is not valid:/);
    assert.match(output, /- connectWithinSeconds: Expected at most 300 seconds/);
    assert.match(output, /- timeoutSeconds: Expected at least 1 second/);
    assert.equal(contacts(), 4);
    stack.write("index.js", program);
  });

  it("refreshes without a check and without a change", async () => {
    const { code, output } = await stack.refresh();
    assert.equal(code, 0, output);
    assert.match(output, /3 unchanged/);
    assert.equal(contacts(), 4);
  });

  it("destroys with the package gone", async () => {
    stack.removePackage();
    const { code, output } = await stack.destroy();
    assert.equal(code, 0, output);
    assert.deepEqual(await stack.resources(), []);
  });
});

describe("fifty checks in one deployment", function () {
  this.timeout(120_000);

  it("hold in parallel and leave no contact open", async function () {
    needsEngine(this);
    await using emulator = await startEmulator({ flows: [greeting()] });
    const { id } = emulator.flow("greeting");
    const stack = new Stack(
      `const { ChatCheck } = require("connect-chat-check");
      for (let n = 0; n < 50; n++) {
        new ChatCheck("check-" + n, { instanceId: "${emulator.instanceId}", contactFlowId: "${id}", expectFirstMessage: "Hello" });
      }`,
      { AWS_ENDPOINT_URL: emulator.url },
    );
    try {
      await stack.init();
      const { code, output } = await stack.up("--parallel", "50");
      assert.equal(code, 0, output);
      const reasons = emulator.contacts().map(({ state, disconnectReason }) => `${state} ${disconnectReason}`);
      assert.deepEqual(reasons, Array(50).fill("ended CUSTOMER_DISCONNECT"));
      const destroyed = await stack.destroy();
      assert.equal(destroyed.code, 0, destroyed.output);
      assert.deepEqual(await stack.resources(), []);
      assert.equal(emulator.contacts().length, 50);
    } finally {
      stack.remove();
    }
  });
});
