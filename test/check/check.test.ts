import assert from "node:assert/strict";
import { runCheck } from "../../provider/check/check.js";
import type { CheckInput } from "../../provider/check/input.js";
import { type Emulator, type EmulatorOptions, manualClock, startEmulator } from "../../provider/emulator/index.js";
import { disconnect, flow, greeting, say, wait } from "../flows.js";
import { fast } from "./failures.js";

const credentials = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_REGION: "us-east-1" };

for (const flowStart of ["subscribed", "created"] as const) {
  describe(`a check of a flow that starts when the contact is ${flowStart}`, () => {
    let emulator: Emulator;

    const emulate = async (options: EmulatorOptions) => {
      emulator = await startEmulator({ behaviour: { flowStart }, ...options });
    };
    const check = (input: Partial<CheckInput> = {}) => {
      const [{ id = "" } = {}] = emulator.flows;
      return runCheck(
        { instanceId: emulator.instanceId, contactFlowId: id, endpoint: emulator.url, ...input },
        { surroundings: fast },
      );
    };

    before(() => void Object.assign(process.env, credentials));
    after(() => {
      for (const name of Object.keys(credentials)) delete process.env[name];
    });
    afterEach(async () => {
      assert.deepEqual(
        emulator.contacts().filter(({ state }) => state === "open"),
        [],
      );
      await emulator.close();
    });

    it("holds when the greeting is as expected", async () => {
      await emulate({ flows: [greeting()] });
      const outcome = await check({ expectFirstMessage: { pattern: "^hel+o$", flags: "i" } });
      assert.equal(outcome.held, true);
      assert.match(
        outcome.verdict,
        /^The chat was subscribed \d+ ms after StartChatContact answered \(in \d+ ms\) and greeted as expected \d+ ms later\.$/,
      );
      assert.deepEqual(
        outcome.transcript.filter(({ content }) => content !== "").map(({ role, content }) => [role, content]),
        [["SYSTEM", "Hello"]],
      );
    });

    it("takes the first message in time, not the first that it heard", async () => {
      await emulate({
        flows: [
          flow("two", say("one", "One", "two"), say("two", "Two", "wait"), wait("wait", 60, "end"), disconnect()),
        ],
      });
      assert.equal((await check({ expectFirstMessage: "One" })).held, true);
    });

    it("passes over what the customer said", async () => {
      await emulate({ flows: [greeting()] });
      const { transcript } = await check({ expectFirstMessage: "Hello", initialMessage: { content: "Hi" } });
      assert.deepEqual(
        transcript.filter(({ role, content }) => role === "CUSTOMER" && content).map(({ content }) => content),
        ["Hi"],
      );
    });

    it("gives display name and attributes to the flow", async () => {
      await emulate({ flows: [greeting("named", "Hello $.Attributes.name")] });
      await check({
        expectFirstMessage: "Hello Ada",
        attributes: { name: "Ada" },
        participantDetails: { displayName: "A" },
      });
      assert.deepEqual(emulator.contacts()[0]?.attributes, { name: "Ada" });
    });

    it("lets the flow end the chat where that is allowed, unless it ended before it could be connected to", async () => {
      await emulate({ flows: [flow("short", say("bye", "Bye", "end"), disconnect())] });
      const checking = check({ allowEnd: true });
      if (flowStart === "subscribed") assert.equal((await checking).held, true);
      else await assert.rejects(checking, /refused CreateParticipantConnection: the contact has ended \(CONTACT_FLOW_/);
    });

    it("waits no longer than until the greeting comes", async () => {
      const clock = manualClock();
      await emulate({
        flows: [
          flow("late", wait("pause", 9, "hello"), say("hello", "Late", "stay"), wait("stay", 60, "end"), disconnect()),
        ],
        clock,
      });
      const checking = check({ expectFirstMessage: "Late" });
      await emulator.until(([contact]) => contact?.joined === true);
      clock.advance(9_000);
      assert.equal((await checking).held, true);
    });

    it("makes a chat of an hour, or of AWS's default where the account may not set it", async () => {
      await emulate({ flows: [greeting()] });
      emulator.once("StartChatContact", { error: "InvalidRequestException", status: 400, message: "duration" });
      assert.equal((await check()).held, true);
    });

    it("has the ARN without asking, where an ARN was given", async () => {
      await emulate({ flows: [greeting()] });
      emulator.once("DescribeContact", { error: "AccessDeniedException", status: 403 });
      const [{ arn = "" } = {}] = emulator.flows;
      const { contactArn, contactId } = await check({ instanceId: undefined, contactFlowId: arn });
      assert.equal(contactArn, `${emulator.instanceArn}/contact/${contactId}`);
      emulator.reset();
    });

    it("goes without the ARN where it may not ask", async () => {
      await emulate({ flows: [greeting()] });
      emulator.once("DescribeContact", { error: "AccessDeniedException", status: 403 });
      assert.equal((await check()).contactArn, undefined);
    });

    it("waits out a rate limit", async () => {
      await emulate({ flows: [greeting()] });
      for (const at of ["StartChatContact", "CreateParticipantConnection"]) {
        emulator.once(at, { error: "TooManyRequestsException", status: 429 });
      }
      assert.equal((await check()).held, true);
      assert.equal(emulator.contacts().length, 1);
    });

    it("tries again after a deployment's first moments, and says so", async () => {
      await emulate({ flows: [greeting()] });
      emulator.once("StartChatContact", { error: "ResourceNotFoundException", status: 404 });
      const said: string[] = [];
      const [{ id = "" } = {}] = emulator.flows;
      const input = { instanceId: emulator.instanceId, contactFlowId: id, endpoint: emulator.url };
      const { verdict } = await runCheck(
        { ...input, retries: 2, retryDelaySeconds: 1 },
        { surroundings: fast, say: (sentence) => said.push(sentence) },
      );
      assert.deepEqual(said, ["Attempt 1 of 3 failed with NOT_FOUND; the next is in 1 s."]);
      assert.match(verdict, / Attempts before: NOT_FOUND\.$/);
    });

    it("tells of each stage as it happens", async () => {
      await emulate({ flows: [greeting()] });
      const told: string[] = [];
      const [{ id = "" } = {}] = emulator.flows;
      const input = { instanceId: emulator.instanceId, contactFlowId: id, endpoint: emulator.url };
      await runCheck(
        { ...input, expectFirstMessage: "Hello" },
        {
          stage: ({ stage, state }) => told.push(`${stage} ${state}`),
        },
      );
      const stages = ["start", "connect", "subscribe", "firstMessage", "transcript", "end"];
      assert.deepEqual(
        told,
        stages.flatMap((stage) => [`${stage} begun`, `${stage} done`]),
      );
    });
  });
}
