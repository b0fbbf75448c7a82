import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { converse } from "../../provider/conversation/converse.js";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { ChatCheckError } from "../../provider/errors.js";
import { LocalSession } from "../../provider/mocha/local-session.js";
import { RunServer } from "../../provider/mocha/run-server.js";
import type { Session } from "../../provider/mocha/session.js";
import type { InstanceSetting, Setting } from "../../provider/mocha/setting.js";
import { SharedSession } from "../../provider/mocha/shared-session.js";
import { readRun } from "../../provider/report/run-folder.js";
import { useCleanEnvironment } from "../chat/environment.js";
import { surroundings } from "../chat/surroundings.js";
import { action, disconnect, flow, greeting } from "../flows.js";

const greets = { name: "greets", flow: "greeting", steps: [{ expect: "Hello" }] };
const queued = () =>
  flow(
    "queued",
    action("to-queue", "TransferContactToQueue", {}, { next: "end", errors: { NoMatchingError: "end" } }),
    disconnect(),
  );

for (const [kind, shares] of [
  ["of the process that has it", false],
  ["of a worker, which asks that process", true],
] as const) {
  describe(`the session ${kind}`, () => {
    useCleanEnvironment();
    let folder: string;
    let told: string;
    let local: LocalSession;
    let server: RunServer;
    let session: Session;
    let emulator: Emulator;
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), "chat-check-session-"));
      told = "";
      const ours = surroundings({ environment: { CHAT_CHECK_RECORDS: folder } });
      local = new LocalSession(ours, (text) => {
        told += text;
      });
      server = await RunServer.listen(local, "secret");
      session = shares ? new SharedSession(server.url, ours) : local;
      emulator = await startEmulator({ flows: [greeting(), queued()], quotas: { rates: true } });
    });
    afterEach(async () => {
      await session.close();
      await local.close();
      server.close();
      await emulator.close();
      rmSync(folder, { recursive: true });
    });

    const live = (more: Partial<InstanceSetting> = {}): InstanceSetting => ({
      kind: "instance",
      name: "staging",
      instanceId: emulator.instanceId,
      endpoint: emulator.url,
      region: emulator.region,
      ...more,
    });
    const refused = (code: string, pattern: RegExp) => (error: unknown) =>
      error instanceof ChatCheckError && error.code === code && pattern.test(error.message) && error.hint !== "";

    it("starts an emulator once, where conversations are held, and notes its flows for reports", async () => {
      writeFileSync(join(folder, "greeting.json"), JSON.stringify(greeting().content));
      const setting: Setting = { kind: "emulator", flows: [join(folder, "greeting.json")] };
      const [{ target, turn }, again] = await Promise.all([session.ready(setting), session.ready({ ...setting })]);
      const end = await turn("greeting");
      const { transcript, state } = await converse(greets, target);
      end();
      assert.equal(transcript.at(-1)?.content, "Hello");
      assert.equal(state?.trace?.[0]?.type, "MessageParticipant");
      assert.equal(target.service.endpoint, again.target.service.endpoint);
      const { flows } = readRun(folder);
      assert.deepEqual(
        flows.map(({ name }) => name),
        ["greeting"],
      );
      assert.match(flows[0]?.file ?? "", /greeting\.json$/);
    });

    it("holds conversations with an emulator that runs already", async () => {
      const { target, instance } = await session.ready({ kind: "running", url: emulator.url });
      await converse(greets, target);
      assert.deepEqual([instance, emulator.contacts().length], [emulator.url, 1]);
      assert.deepEqual(
        readRun(folder).flows.map(({ name, file }) => [name, file]),
        [
          ["greeting", undefined],
          ["queued", undefined],
        ],
      );
    });

    it("tells where there is no emulator, and why one does not start", async () => {
      await assert.rejects(
        session.ready({ kind: "running", url: "http://127.0.0.1:1" }),
        refused("NO_EMULATOR", /There is no emulator at http:\/\/127\.0\.0\.1:1/),
      );
      await assert.rejects(
        session.ready({ kind: "emulator", flows: ["/nowhere"] }),
        refused("NO_EMULATOR", /\/nowhere cannot be read/),
      );
    });

    it("lets conversations with an instance begin, one after the other where that is wanted", async () => {
      const { target, turn, instance } = await session.ready(live({ parallel: 1 }));
      assert.deepEqual([instance, target.passTime], ["staging", undefined]);
      const first = await turn("greeting");
      let isSecond = false;
      const second = turn("greeting").then((end) => {
        isSecond = true;
        return end;
      });
      await converse(greets, target);
      assert.equal(isSecond, false);
      first();
      (await second)();
      assert.equal(told, "");
    });

    it("finds flows of an instance by the names that its target gives them", async () => {
      const id = emulator.flow("greeting").id;
      const { target } = await session.ready(live({ flows: { welcome: id, other: "greeting" } }));
      assert.deepEqual(await Promise.all(["welcome", "other", "greeting"].map((name) => target.contactFlowId(name))), [
        id,
        id,
        id,
      ]);
      await assert.rejects(target.contactFlowId("none"), refused("FLOW_NOT_FOUND", /no flow none/));
    });

    it("refuses a flow from which chats may reach people, and starts nothing", async () => {
      const { turn } = await session.ready(live());
      await assert.rejects(turn("queued"), refused("MAY_REACH_PEOPLE", /- queued: TransferContactToQueue to-queue/));
      assert.deepEqual(emulator.contacts(), []);
    });

    it("says once how chats may reach people, where that is allowed", async () => {
      const { turn } = await session.ready(live({ allowAgents: true }));
      for (let count = 0; count < 2; count++) (await turn("queued"))();
      assert.match(told, /^Chats in the flow queued may reach a person, which is allowed:\n- queued: [^\n]+\n$/);
    });
  });
}

describe("the server of a run", () => {
  it("answers nobody who does not know its secret, and tells what it cannot understand", async () => {
    const local = new LocalSession(surroundings(), () => {});
    const server = await RunServer.listen(local, "secret");
    const status = (url: string) =>
      new Promise((resolve, reject) => {
        const asking = request(url, { method: "POST", agent: false }, (response) => {
          response.resume().once("end", () => resolve(response.statusCode));
        });
        asking.once("error", reject).end("{");
      });
    try {
      assert.equal(await status(server.url.replace("secret", "other")), 404);
      assert.equal(await status(server.url), 409);
    } finally {
      server.close();
    }
    const worker = new SharedSession(server.url, surroundings());
    await assert.rejects(
      worker.ready({ kind: "running", url: "http://x" }),
      (error) => error instanceof ChatCheckError && error.code === "RUN_IS_OVER",
    );
  });

  it("ends the turn of a worker that is gone", async () => {
    const emulator = await startEmulator({ flows: [greeting()] });
    const local = new LocalSession(surroundings(), () => {});
    const server = await RunServer.listen(local, "secret");
    const setting: InstanceSetting = {
      kind: "instance",
      name: "x",
      instanceId: emulator.instanceId,
      endpoint: emulator.url,
      region: emulator.region,
      parallel: 1,
    };
    const question = JSON.stringify({ ask: "turn", setting, flow: "greeting" });
    const turnOf = () =>
      new Promise<() => void>((resolve) => {
        const asking = request(server.url, { method: "POST", agent: false }, () => resolve(() => asking.destroy()));
        asking.on("error", () => {});
        asking.end(question);
      });
    try {
      const die = await turnOf();
      const waiting = [turnOf(), turnOf()];
      die();
      (await Promise.race(waiting))();
      (await Promise.all(waiting)).at(-1)?.();
    } finally {
      server.close();
      await local.close();
      await emulator.close();
    }
  });
});
