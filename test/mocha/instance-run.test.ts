import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { configuredTarget, InstanceRun, serviceOf } from "../../provider/mocha/instance-run.js";
import type { InstanceSetting } from "../../provider/mocha/setting.js";
import { useCleanEnvironment } from "../chat/environment.js";
import { surroundings } from "../chat/surroundings.js";
import { action, disconnect, flow, greeting } from "../flows.js";

const queued = () =>
  flow(
    "queued",
    action("to-queue", "TransferContactToQueue", {}, { next: "end", errors: { NoMatchingError: "end" } }),
    disconnect(),
  );

describe("one instance in one run", () => {
  useCleanEnvironment();
  let emulator: Emulator;
  let run: InstanceRun | undefined;
  let told: string[];
  before(async () => {
    emulator = await startEmulator({ flows: [greeting(), queued()] });
  });
  beforeEach(() => {
    told = [];
  });
  afterEach(() => {
    run?.close();
    emulator.reset();
    assert.deepEqual(emulator.contacts(), []);
  });
  after(() => emulator.close());

  const setting = (more: Partial<InstanceSetting> = {}): InstanceSetting => ({
    kind: "instance",
    name: "staging",
    instanceId: emulator.instanceId,
    endpoint: emulator.url,
    region: emulator.region,
    ...more,
  });
  const open = (more: Partial<InstanceSetting> = {}) => {
    run = new InstanceRun(setting(more), surroundings(), (sentence) => told.push(sentence));
    return run;
  };

  it("is named as the user names it, with what it is", () => {
    const name = (more: Partial<InstanceSetting>) => {
      const target = configuredTarget(setting(more), surroundings());
      target.close();
      return target.name;
    };
    assert.equal(name({}), `staging, the instance ${emulator.instanceId}`);
    assert.equal(name({ name: emulator.instanceId }), `the instance ${emulator.instanceId}`);
  });

  it("is called as its setting says, and nothing more", () => {
    const where = { kind: "instance", name: "x", instanceId: "i" } as const;
    assert.deepEqual(serviceOf(where), {});
    assert.deepEqual(
      serviceOf({ ...where, region: "r", profile: "p", endpoint: "e", assumeRoleArn: "a", assumeRoleExternalId: "x" }),
      { region: "r", profile: "p", endpoint: "e", assumeRole: { roleArn: "a", externalId: "x" } },
    );
    assert.deepEqual(serviceOf({ ...where, assumeRoleArn: "a" }), { assumeRole: { roleArn: "a" } });
  });

  it("looks once into a flow, by whatever name it is asked for", async () => {
    const { id, arn } = emulator.flow("greeting");
    const one = open({ flows: { welcome: "greeting" } });
    await one.lookForPeople("greeting");
    emulator.once("DescribeContactFlow", { error: "AccessDeniedException", status: 403 }, 10);
    for (const name of ["greeting", "welcome", id, arn]) await one.lookForPeople(name);
    assert.deepEqual(told, []);
  });

  it("refuses every chat in a flow with a way to people, under the name that was asked for", async () => {
    const one = open({ flows: { help: "queued" } });
    for (const name of ["queued", "help"]) {
      await assert.rejects(one.turn(name), {
        code: "MAY_REACH_PEOPLE",
        message: new RegExp(
          `^A chat in the flow ${name} of staging, the instance .*\n- queued: TransferContactToQueue`,
        ),
        answer: undefined,
      });
    }
  });

  it("refuses chats in a flow that it may not read, with the service's words", async () => {
    emulator.once("DescribeContactFlow", { error: "AccessDeniedException", status: 403 });
    await assert.rejects(open().turn("greeting"), (error: Error & { hint: string; answer?: { name: string } }) => {
      assert.match(error.message, /\n- it begins where nobody can look, since the flow \S+ could not be read: /);
      assert.match(error.hint, /^Let the credentials read the flows, or allow it with --allow-agents/);
      return error.answer?.name === "AccessDeniedException";
    });
  });

  it("tells it once where people are allowed, and lets chats begin", async () => {
    const one = open({ allowAgents: true });
    for (const end of [await one.turn("queued"), await one.turn("queued"), await one.turn("greeting")]) end();
    assert.equal(told.length, 1);
    assert.match(told[0] ?? "", /^Chats in the flow queued may reach a person, which is allowed:\n- queued: /);
  });

  it("keeps one start of the burst in reserve, then waits as long as the rate says", async () => {
    const waits: number[] = [];
    const ours = surroundings({
      now: () => 0,
      after: (milliseconds, then) => {
        waits.push(milliseconds);
        setImmediate(then);
        return () => {};
      },
    });
    run = new InstanceRun(setting({ startsAtOnce: 3, startsPerSecond: 2, parallel: 9 }), ours);
    await run.lookForPeople("greeting");
    waits.length = 0;
    const signal = new AbortController();
    await run.turn("greeting");
    await run.turn("greeting");
    assert.deepEqual(waits, []);
    const third = run.turn("greeting", signal.signal);
    await new Promise((resolve) => setImmediate(resolve));
    signal.abort(new Error("enough"));
    await assert.rejects(third, /enough/);
    assert.equal(waits[0], 500);
  });
});
