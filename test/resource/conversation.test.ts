import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { greeting, queued } from "../flows.js";
import { needsEngine, Stack } from "./stack.js";

const program = `
const pulumi = require("@pulumi/pulumi");
const { ChatCheck } = require("connect-chat-check");
const config = new pulumi.Config();
const check = new ChatCheck("check", {
  instanceId: config.require("instanceId"),
  contactFlowId: config.require("contactFlowId"),
  expectFirstMessage: /^hel+o/i,
  conversation: "talks/greeting.chat.yaml",
  allowAgents: config.getBoolean("allowAgents"),
});
module.exports = { verdict: check.verdict, transcript: check.transcript };
`;

describe("ChatCheck with a conversation on the real engine", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let stack: Stack;

  before(async function () {
    needsEngine(this);
    emulator = await startEmulator({ flows: [greeting(), queued()] });
    stack = new Stack(program, { AWS_ENDPOINT_URL: emulator.url });
    await stack.init();
    configure("greeting");
  });
  const configure = (name: string, more: Readonly<Record<string, string>> = {}) => {
    const config = { instanceId: emulator.instanceId, contactFlowId: emulator.flow(name).id, ...more };
    const entries = Object.entries(config).map(([key, value]) => [`program:${key}`, value]);
    stack.write("Pulumi.test.yaml", JSON.stringify({ config: Object.fromEntries(entries) }));
  };
  after(async () => {
    await emulator?.close();
    stack?.remove();
  });
  afterEach(() => {
    assert.deepEqual(
      emulator?.contacts().filter(({ state }) => state === "open"),
      [],
    );
  });

  it("reads the file at preview, and tells what is wrong with it by line and column", async () => {
    stack.write("talks/greeting.chat.yaml", "steps:\n  - expct: Hello\n");
    const { code, output } = await stack.preview();
    assert.notEqual(code, 0);
    assert.match(output, /talks\/greeting\.chat\.yaml:2:5 steps\[0\]: Expected a step/);
    assert.equal(emulator.contacts().length, 0);
  });

  it("holds it, and its output transcript is the talk", async () => {
    stack.write("talks/greeting.chat.yaml", "steps:\n  - expect: Hello\n  - say: Good day\n");
    const { code, output } = await stack.up();
    assert.equal(code, 0, output);
    const outputs = await stack.outputs();
    assert.match(String(outputs.verdict), /The conversation held, all 2 steps of it\./);
    assert.deepEqual((outputs.transcript as { content: string }[]).map(({ content }) => content).filter(Boolean), [
      "Hello",
      "Good day",
    ]);
  });

  it("runs it again when the file changes, and stops the deployment where it does not hold", async () => {
    stack.write("talks/greeting.chat.yaml", "steps:\n  - expect: Good morning\n");
    const { code, output } = await stack.up();
    assert.notEqual(code, 0);
    assert.match(output, /step 1 of the conversation .*did not hold/);
    assert.match(output, /code: OTHER_MESSAGE/);
  });

  it("starts nothing in a flow with a way to people, which is told, until allowAgents says so", async () => {
    stack.write("talks/greeting.chat.yaml", "steps:\n  - expect: Hello\n");
    configure("queued");
    const before = emulator.contacts().length;
    const { code, output } = await stack.up();
    assert.notEqual(code, 0);
    assert.match(output, /- queued: TransferContactToQueue to-queue, which puts the chat into a queue/);
    assert.match(output, /code: MAY_REACH_PEOPLE/);
    assert.match(output, /allowAgents: true/);
    assert.equal(emulator.contacts().length, before);

    configure("queued", { allowAgents: "true" });
    const allowed = await stack.up();
    assert.equal(allowed.code, 0, allowed.output);
    assert.equal(emulator.contacts().length, before + 1);
  });
});
