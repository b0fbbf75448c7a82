import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { greeting } from "../flows.js";
import { needsEngine, Stack } from "./stack.js";

const secrets = { attribute: "attr-7Qx2", message: "msg-9Lk4", name: "name-3Wz8", expected: "exp-5Rt1" };

describe("secrets on the real engine", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let stack: Stack;
  let written = "";

  const program = (expected: string, more = "") => `
    const pulumi = require("@pulumi/pulumi");
    const { ChatCheck } = require("connect-chat-check");
    const check = new ChatCheck("check", {
      instanceId: "${emulator.instanceId}", contactFlowId: "${emulator.flow("echo").id}",
      attributes: { card: pulumi.secret("${secrets.attribute}") },
      participantDetails: { displayName: pulumi.secret("${secrets.name}") },
      initialMessage: { content: pulumi.secret("${secrets.message}") },
      expectFirstMessage: pulumi.secret(${JSON.stringify(expected)}), ${more}
    });
    module.exports = { transcript: check.transcript, verdict: check.verdict };`;
  const run = async (text: string) => {
    stack.write("index.js", text);
    const { code, output } = await stack.up();
    written += output;
    return { code, output };
  };

  before(async function () {
    needsEngine(this);
    emulator = await startEmulator({ flows: [greeting("echo", "You said $.Media.InitialMessage, $.Attributes.card")] });
    stack = new Stack("", { AWS_ENDPOINT_URL: emulator.url });
    await stack.init();
  });

  after(async () => {
    await emulator?.close();
    stack?.remove();
  });

  const leaks = (text: string) => Object.values(secrets).filter((secret) => text.includes(secret));
  const tokens = (text: string) => text.match(/emulated_token|ws:\/\/|ParticipantToken|ConnectionToken/g) ?? [];

  it("are in neither output nor state when the flow echoes them and the check fails", async () => {
    const { code, output } = await run(program(secrets.expected));
    assert.notEqual(code, 0);
    assert.match(output, /code: OTHER_FIRST_MESSAGE/);
    assert.deepEqual(leaks(output), []);
    assert.deepEqual(leaks(stack.stored()), []);
  });

  it("are in neither when the check holds", async () => {
    const { code, output } = await run(program(`You said ${secrets.message}, ${secrets.attribute}`));
    assert.equal(code, 0, output);
    assert.match(output, /transcript *: \[secret\]/);
    assert.deepEqual(leaks(output), []);
    assert.deepEqual(leaks(stack.stored()), []);
    const { transcript } = (await stack.outputs()) as { transcript: { content: string }[] };
    assert.ok(transcript.some(({ content }) => content.includes(secrets.attribute)));
  });

  it("are in neither when a failure is let through", async () => {
    const { code, output } = await run(program(secrets.expected, 'onFailure: "warn", triggers: [1],'));
    assert.equal(code, 0, output);
    assert.match(
      output,
      /warning: Let through by onFailure: "warn"\. The chat check failed: the first message is another/,
    );
    assert.deepEqual(leaks(output), []);
    assert.deepEqual(leaks(stack.stored()), []);
  });

  it("are left out of what AWS repeats of them", async () => {
    const repeated = `Bad values ${Object.values(secrets).join(", ")}.`;
    emulator.once("StartChatContact", { error: "InvalidRequestException", status: 400, message: repeated }, 2);
    const { code, output } = await run(program(secrets.expected, "triggers: [3],"));
    assert.notEqual(code, 0);
    assert.match(output, /code: REQUEST_REFUSED/);
    assert.match(output, /Bad values \(left out\), \(left out\), \(left out\), \(left out\)\./);
    assert.deepEqual(leaks(output), []);
    assert.deepEqual(leaks(stack.stored()), []);
  });

  it("are shown in errors where transcriptInErrors asks for it", async () => {
    const { code, output } = await run(program(secrets.expected, "transcriptInErrors: true, triggers: [2],"));
    assert.notEqual(code, 0);
    assert.match(output, /its text is "You said /);
  });

  it("of the protocol are nowhere at all", () => {
    assert.deepEqual(tokens(written), []);
    assert.deepEqual(tokens(stack.stored()), []);
  });
});
