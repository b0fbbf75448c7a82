import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configurationIn, fileIn, foldersUp, readConfiguration } from "../../provider/conversation/configuration.js";
import { problemLine } from "../../provider/conversation/file-problem.js";
import { ChatCheckError } from "../../provider/errors.js";

const problems = (text: string) => {
  const read = configurationIn(text, "chat-check.yaml");
  return "problems" in read ? read.problems.map(problemLine) : [];
};

const whole = `
emulator:
  instance: instance.yaml
  flows: [flows, more/one.json]
  seed: 7
  behaviour: { hoursOfOperation: closed }
targets:
  staging:
    instanceId: 11111111-2222-4333-8444-555555555555
    region: eu-central-1
    profile: staging
    assumeRoleArn: arn:aws:iam::123456789012:role/chats
    assumeRoleExternalId: x
    endpoint: https://example.com
    flows: { welcome: 3f0f6d4c-2f4e-4c39-9f33-7d0c3a5f8f11 }
    parallel: 2
    startsPerSecond: 2.5
    startsAtOnce: 4
    allowAgents: true
`;

describe("a configuration", () => {
  it("holds what the emulator is made from, and instances by name", () => {
    const read = configurationIn(whole, "x");
    assert.ok("configuration" in read);
    assert.deepEqual(read.configuration.emulator?.flows, ["flows", "more/one.json"]);
    assert.equal(read.configuration.targets?.staging?.startsPerSecond, 2.5);
  });

  it("may be empty", () => {
    assert.deepEqual(
      [configurationIn("", "x"), configurationIn("# nothing\n", "x")],
      [{ configuration: {} }, { configuration: {} }],
    );
  });

  it("tells every mistake with line and column", () => {
    assert.deepEqual(
      problems("emulater: {}\nemulator:\n  seed: many\ntargets:\n  a:\n    region: x\n    parallel: 0.5\n"),
      [
        "chat-check.yaml:1:1 emulater: There is no such property; did you mean emulator?",
        "chat-check.yaml:3:9 emulator.seed: Expected a number",
        "chat-check.yaml:5:3 targets.a.instanceId: Expected a value; it is missing",
        "chat-check.yaml:7:15 targets.a.parallel: Expected a whole number from 1 up",
      ],
    );
  });

  it("tells what is not YAML, and what is no object", () => {
    assert.match(problems("emulator: [")[0] ?? "", /^chat-check\.yaml:1:1\d /);
    assert.match(problems("- a")[0] ?? "", /^chat-check\.yaml:1:1 /);
    assert.match(problems("emulator: *other")[0] ?? "", /^chat-check\.yaml:1:11 .*other/);
    assert.match(problems(`targets: ${"[".repeat(20_000)}`)[0] ?? "", /^chat-check\.yaml:1:\d+ .*nested too deeply/);
  });

  it("is read from a file, whose problems are one error", () => {
    const folder = mkdtempSync(join(tmpdir(), "chat-check-configuration-"));
    try {
      const file = join(folder, "chat-check.yaml");
      writeFileSync(file, whole);
      assert.equal(readConfiguration(file).emulator?.seed, 7);
      writeFileSync(file, "emulator: 1\n");
      assert.throws(
        () => readConfiguration(file),
        (error) =>
          error instanceof ChatCheckError &&
          error.code === "INVALID_CONFIGURATION" &&
          /^chat-check\.yaml cannot be used: chat-check\.yaml:1:11 /.test(error.message),
      );
      assert.throws(() => readConfiguration(join(folder, "none.yaml")), /none\.yaml cannot be read/);
      assert.deepEqual([fileIn(folder, "no", "chat-check.yaml"), fileIn(folder, "no")], [file, undefined]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is looked for from a folder up to the working directory, and not above it", () => {
    assert.deepEqual(foldersUp("/a/b/c", "/a"), ["/a/b/c", "/a/b", "/a"]);
    assert.deepEqual(foldersUp("/a", "/a"), ["/a"]);
    assert.deepEqual(foldersUp("/x/y", "/a"), ["/x/y"]);
  });
});
