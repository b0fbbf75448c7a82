import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ChatCheckError } from "../../provider/errors.js";
import { instanceLabel, isOn, settingFor } from "../../provider/mocha/setting.js";

const instanceId = "11111111-2222-4333-8444-555555555555";

describe("where conversations are held", () => {
  let top: string;
  beforeEach(() => {
    top = mkdtempSync(join(tmpdir(), "chat-check-setting-"));
  });
  afterEach(() => rmSync(top, { recursive: true }));

  const file = (name: string, text = "") => {
    mkdirSync(dirname(join(top, name)), { recursive: true });
    writeFileSync(join(top, name), text);
  };
  const setting = (folder: string, environment: Readonly<Record<string, string>> = {}) => {
    mkdirSync(join(top, folder), { recursive: true });
    return settingFor(join(top, folder), top, environment);
  };
  const refused = (code: string, pattern: RegExp) => (error: unknown) =>
    error instanceof ChatCheckError && error.code === code && pattern.test(`${error.message} ${error.hint}`);

  it("is the nearest instance file", () => {
    file("instance.yaml");
    file("a/instance.json");
    assert.deepEqual(setting("a/b"), { kind: "emulator", instance: join(top, "a/instance.json"), flows: [] });
    assert.deepEqual(setting("c"), { kind: "emulator", instance: join(top, "instance.yaml"), flows: [] });
  });

  it("is what the nearest configuration says, with paths from its folder", () => {
    file(
      "chat-check.yaml",
      "emulator: { instance: i.yaml, flows: flows, seed: 3, behaviour: { flowText: text/markdown } }",
    );
    file("a/chat-check.yaml", "emulator: { url: http://127.0.0.1:4510/ }");
    assert.deepEqual(setting("a"), { kind: "running", url: "http://127.0.0.1:4510" });
    assert.deepEqual(setting("b"), {
      kind: "emulator",
      instance: join(top, "i.yaml"),
      flows: [join(top, "flows")],
      seed: 3,
      behaviour: { flowText: "text/markdown" },
    });
  });

  it("is the instance file beside a configuration that says nothing of the emulator", () => {
    file("chat-check.yaml", "targets: {}");
    file("instance.yml");
    assert.deepEqual(setting("a"), { kind: "emulator", instance: join(top, "instance.yml"), flows: [] });
  });

  it("is what the environment says, before all else", () => {
    file("instance.yaml");
    assert.deepEqual(setting("a", { CHAT_CHECK_FLOWS: "f" }), { kind: "emulator", flows: [join(top, "f")] });
    assert.deepEqual(setting("a", { CHAT_CHECK_INSTANCE: "x.yaml" }), {
      kind: "emulator",
      instance: join(top, "x.yaml"),
      flows: [],
    });
    assert.deepEqual(setting("a", { CHAT_CHECK_EMULATOR_URL: "http://x" }), { kind: "running", url: "http://x" });
    const arn = `arn:aws:connect:eu-west-2:123456789012:instance/${instanceId}`;
    assert.deepEqual(setting("a", { CHAT_CHECK_INSTANCE_ID: arn, CHAT_CHECK_ALLOW_AGENTS: "1" }), {
      kind: "instance",
      name: arn,
      instanceId,
      region: "eu-west-2",
      allowAgents: true,
    });
    assert.deepEqual(setting("a", { CHAT_CHECK_INSTANCE_ID: instanceId, AWS_REGION: "r", AWS_PROFILE: "p" }), {
      kind: "instance",
      name: instanceId,
      instanceId,
      region: "r",
      profile: "p",
    });
  });

  it("is a target by its name, from the nearest configuration that has it", () => {
    file("chat-check.yaml", `targets: { staging: { instanceId: ${instanceId}, region: eu-west-1 } }`);
    file("a/chat-check.yaml", `targets: { test: { instanceId: ${instanceId} } }`);
    const staging = { kind: "instance", name: "staging", instanceId, region: "eu-west-1" };
    assert.deepEqual(setting("a", { CHAT_CHECK_TARGET: "staging" }), staging);
    assert.throws(
      () => setting("a", { CHAT_CHECK_TARGET: "live" }),
      refused("TARGET_NOT_FOUND", /there are test, staging/),
    );
    assert.equal(setting("a", { CHAT_CHECK_TARGET: "emulator", CHAT_CHECK_FLOWS: "f" }).kind, "emulator");
  });

  it("is read from one file where the environment names it", () => {
    file("instance.yaml");
    file("other/my.yaml", "emulator: { flows: here }");
    assert.deepEqual(setting("a", { CHAT_CHECK_CONFIG: "other/my.yaml" }), {
      kind: "emulator",
      flows: [join(top, "other/here")],
    });
  });

  it("is refused where nothing says it", () => {
    assert.throws(() => setting("a"), refused("NO_EMULATOR", /chat-check instance init/));
    file("chat-check.yaml", "emulator: [");
    assert.throws(() => setting("a"), refused("INVALID_CONFIGURATION", /chat-check\.yaml:1:1/));
  });

  it("has a name for reports", () => {
    assert.equal(instanceLabel({ kind: "running", url: "http://x" }), "http://x");
    assert.equal(instanceLabel({ kind: "instance", name: "staging", instanceId }), "staging");
    assert.equal(instanceLabel({ kind: "emulator", flows: [join(process.cwd(), "a/flows")] }), "a/flows");
  });

  it("takes switches for on but for what says off", () => {
    assert.deepEqual(["1", "true", "yes", "0", "false", "", undefined].map(isOn), [
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
