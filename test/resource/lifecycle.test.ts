import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { providerText } from "../../provider/resource/provider-text.js";
import { action, disconnect, flow, greeting } from "../flows.js";
import { type DynamicProvider, startDynamicProvider } from "./dynamic-provider.js";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("the lifecycle in Pulumi's dynamic provider process", () => {
  let emulator: Emulator;
  let provider: DynamicProvider;

  before(async () => {
    const mute = flow(
      "mute",
      action(
        "ssml",
        "MessageParticipant",
        { SSML: "<speak>Hi</speak>" },
        {
          next: "end",
          errors: { NoMatchingError: "end" },
        },
      ),
      disconnect(),
    );
    emulator = await startEmulator({ flows: [greeting(), mute] });
    provider = await startDynamicProvider({
      AWS_ENDPOINT_URL: emulator.url,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: undefined,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    });
    await provider.configure({ "aws:region": "eu-west-1", "aws:profile": "" });
  });

  after(async () => {
    await provider[Symbol.asyncDispose]();
    await emulator.close();
  });

  const inputs = (name: string, more: object = {}) => ({
    __provider: providerText,
    instanceId: emulator.instanceId,
    contactFlowId: emulator.flow(name).id,
    region: "us-east-1",
    ...more,
  });

  it("returns inputs as given, without a default", async () => {
    const given = inputs("greeting");
    assert.deepEqual(await provider.check(given), { inputs: given, failures: [] });
  });

  it("adds the region of the stack's configuration where none is given", async () => {
    const { region, ...given } = inputs("greeting");
    assert.deepEqual((await provider.check(given)).inputs, { ...given, region: "eu-west-1" });
  });

  it("adds no region where an ARN tells it", async () => {
    const { region, instanceId, ...given } = inputs("greeting", { contactFlowId: emulator.flow("greeting").arn });
    assert.deepEqual((await provider.check(given)).inputs, given);
  });

  it("tells every problem of the inputs at once, and quotes no value", async () => {
    const { failures } = await provider.check(
      inputs("greeting", {
        timeoutSeconds: 5,
        connectWithinSeconds: 10,
        attributes: { "not ok": "s3cret" },
        tiemout: 1,
      }),
    );
    assert.equal(failures.length, 1);
    assert.equal(failures[0]?.property, "");
    assert.equal(
      failures[0]?.reason,
      [
        "INVALID_INPUT: The input is not valid:",
        "- tiemout: There is no such property",
        "- attributes.not ok: Expected a key of letters, digits, dash and underscore",
        "- timeoutSeconds: Expected no less than connectWithinSeconds",
      ].join("\n"),
    );
  });

  it("does not hold the inputs against AWS's model where parameter_validation is false", async () => {
    const folder = mkdtempSync(join(tmpdir(), "chat-check-aws-"));
    const environment = { AWS_REGION: "us-east-1", AWS_CONFIG_FILE: join(folder, "config") };
    writeFileSync(environment.AWS_CONFIG_FILE, "[default]\n[profile careless]\nparameter_validation = false\n");
    try {
      await using careful = await startDynamicProvider(environment);
      await careful.configure({});
      const short = inputs("greeting", { chatDurationInMinutes: 5 });
      const judged = async (more: object) => (await careful.check({ ...short, ...more })).failures;
      const expected = "INVALID_INPUT: The input is not valid: chatDurationInMinutes: Expected at least 60; it is 5.";
      assert.deepEqual(await judged({}), [{ property: "", reason: expected }]);
      assert.deepEqual(await judged({ profile: "careless" }), []);
      const [failure] = await judged({ profile: "careless", timeoutSeconds: 0 });
      assert.match(failure?.reason ?? "", /: timeoutSeconds: Expected at least 1 second\.$/);
      await using careless = await startDynamicProvider({ ...environment, AWS_PROFILE: "careless" });
      await careless.configure({});
      assert.deepEqual((await careless.check(short)).failures, []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("does not judge what is unknown at preview", async () => {
    const { failures } = await provider.check({
      __provider: providerText,
      contactFlowId: unknown,
      instanceId: unknown,
      connectWithinSeconds: unknown,
      attributes: { key: unknown },
      participantDetails: unknown,
      expectFirstMessage: unknown,
    });
    assert.deepEqual(failures, []);
  });

  it("creates with every output, and leaves no contact open", async () => {
    const { id, outputs } = await provider.create(inputs("greeting", { expectFirstMessage: "Hello" }));
    assert.match(id, /^[0-9a-f-]{36}$/);
    const { __provider, ...outs } = outputs;
    assert.equal(__provider, providerText);
    assert.deepEqual(Object.keys(outs).sort(), [
      "connectedAt",
      "connectionExpiry",
      "contactArn",
      "contactId",
      "durations",
      "held",
      "participantId",
      "startedAt",
      "subscribedAt",
      "transcript",
      "verdict",
    ]);
    assert.equal(outs.contactArn, `${emulator.instanceArn}/contact/${outs.contactId}`);
    assert.deepEqual(Object.keys(outs.durations as object).sort(), [
      "connect",
      "firstMessage",
      "start",
      "subscribe",
      "total",
    ]);
    const [joined, hello] = outs.transcript as { role: string; content: string; contentType: string }[];
    assert.equal(joined?.contentType, "application/vnd.amazonaws.connect.event.participant.joined");
    assert.deepEqual([hello?.role, hello?.content, hello?.contentType], ["SYSTEM", "Hello", "text/plain"]);
    const contact = emulator.contacts().find((other) => other.id === outs.contactId);
    assert.deepEqual([contact?.state, contact?.disconnectReason], ["ended", "CUSTOMER_DISCONNECT"]);
  });

  it("runs the check again on update", async () => {
    const { id, outputs } = await provider.create(inputs("greeting"));
    const updated = await provider.update(id, outputs, inputs("greeting", { triggers: [2] }));
    assert.notEqual(updated.contactId, outputs.contactId);
    assert.equal(typeof updated.verdict, "string");
  });

  it("fails with the whole report, the verdict on its first line", async () => {
    await assert.rejects(provider.create(inputs("mute", { expectFirstMessage: "Hello" })), (error: Error) => {
      const [first, code] = error.message.split("\n");
      assert.match(first ?? "", /The chat check failed: the flow ended the chat before its first message\.$/);
      assert.equal(code, "code: ENDED_BY_FLOW");
      assert.match(error.message, /\nto do: Look in the flow/);
      assert.ok(Buffer.byteLength(error.message) <= 4_200);
      return true;
    });
    assert.deepEqual(
      emulator.contacts().filter(({ state }) => state === "open"),
      [],
    );
  });

  it("quotes no message when an input is secret, unless asked to", async () => {
    const secret = { expectFirstMessage: "other", transcript: "" };
    const quoted = (more: object) =>
      provider.create(inputs("greeting", { ...secret, ...more })).then(
        () => assert.fail("it holds"),
        (error: Error) => error.message.includes("Hello"),
      );
    assert.equal(await quoted({}), false);
    assert.equal(await quoted({ transcriptInErrors: true }), true);
  });

  it("deletes without the package", async () => {
    await using bare = await startDynamicProvider({}, "/");
    await bare.remove("id", { __provider: providerText });
  });
});
