import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { action, disconnect, flow } from "./flows.js";
import { root } from "./project/root.js";
import { needsEngine } from "./resource/stack.js";

const corpus = join(root, "../shared/flows");

function start(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/start.mjs", ...args], {
    cwd: root,
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}

describe("npm start", function () {
  this.timeout(120_000);

  it("passes the example's flow and shows ids and transcript", function () {
    needsEngine(this);
    const { status, output } = start();
    assert.equal(status, 0, output);
    assert.match(output, /contactId +: "[0-9a-f-]{36}"/);
    assert.match(output, /participantId *: "[0-9a-f-]{36}"/);
    assert.match(output, /content +: "Hello Ada, welcome to Example Bank\."/);
    assert.match(output, /TransferContactToQueue .* queued in /);
    const left = existsSync(join(root, ".chat-check")) ? readdirSync(join(root, ".chat-check")) : [];
    assert.deepEqual(
      left.filter((name) => name.startsWith("start-")),
      [],
    );
  });

  it("stops the deployment of a broken flow, with the reason and exit code 1", function () {
    needsEngine(this);
    const { status, output } = start("--broken");
    assert.equal(status, 1, output);
    assert.match(output, /error: The chat check failed: the flow ended the chat before its first message\./);
    assert.match(output, /SSML is for voice; chat has no words for it\./);
    assert.doesNotMatch(output, /live-flow creat(ing|ed)/);
  });

  for (const [file, last] of [
    ["amazon-connect-copy/tests__fixtures__source__flow_Main%20IVR.json", /TransferContactToQueue action3 → queued/],
    [
      "amazon-connect-rules-engine/connect__contactflows__RulesEngineDisconnect.json",
      /(DisconnectParticipant 8e32b3b8\S* → disconnected|Wait cc927fd6\S* → the contact ended)\n {2}Afterwards: ended/,
    ],
  ] as const) {
    it(`runs ${file} to its last action`, function () {
      needsEngine(this);
      if (!existsSync(corpus)) {
        console.error("      skipped: the folder ../shared/flows is absent");
        this.skip();
      }
      const { status, output } = start("--flow", join(corpus, file));
      assert.equal(status, 0, output);
      assert.match(output, last);
    });
  }

  it("holds a flow of yours to the first message that you expect", function () {
    needsEngine(this);
    const { status, output } = start("--flow", "examples/smoke-check/flows/welcome-broken.json", "--expect", "Hello");
    assert.equal(status, 1, output);
    assert.match(output, /code: ENDED_BY_FLOW/);
  });

  it("names the actions of a flow that are not emulated", function () {
    needsEngine(this);
    const folder = mkdtempSync(join(tmpdir(), "chat-check-start-"));
    const file = join(folder, "flow.json");
    writeFileSync(
      file,
      JSON.stringify(flow("odd", action("hum", "HumMelody", {}, { next: "end" }), disconnect()).content),
    );
    const { status, output } = start("--flow", file);
    rmSync(folder, { recursive: true });
    assert.equal(status, 2);
    assert.match(output, /HumMelody/);
  });

  it("refuses options that it does not have", () => {
    const { status, output } = start("--flwo", "x");
    assert.equal(status, 2);
    assert.match(output, /Usage: npm start -- \[--flow FILE \[--expect TEXT\] \| --broken\]/);
  });
});
