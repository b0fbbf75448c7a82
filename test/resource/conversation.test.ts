import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { greeting } from "../flows.js";
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
});
module.exports = { verdict: check.verdict, transcript: check.transcript };
`;

describe("ChatCheck with a conversation on the real engine", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let stack: Stack;

  before(async function () {
    needsEngine(this);
    emulator = await startEmulator({ flows: [greeting()] });
    stack = new Stack(program, { AWS_ENDPOINT_URL: emulator.url });
    await stack.init();
    const config = { instanceId: emulator.instanceId, contactFlowId: emulator.flow("greeting").id };
    const entries = Object.entries(config).map(([key, value]) => [`program:${key}`, value]);
    stack.write("Pulumi.test.yaml", JSON.stringify({ config: Object.fromEntries(entries) }));
  });
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
});
