import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { processSurroundings } from "../../provider/chat/surroundings.js";
import type { CommandIo } from "../../provider/cli/command.js";
import { instance } from "../../provider/cli/instance.js";
import { startEmulator } from "../../provider/emulator/index.js";
import { action, disconnect, flow, say } from "../flows.js";
import { root } from "../project/root.js";

const corpus = join(root, "../shared/flows");
const arn = (rest: string) =>
  `arn:aws:connect:eu-central-1:123456789012:instance/11111111-0000-4000-8000-000000000000/${rest}`;

describe("chat-check instance init", () => {
  let folder: string;
  let out = "";
  let err = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "instance-"));
    mkdirSync(join(folder, "flows"));
    out = "";
    err = "";
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const io = (): CommandIo => ({
    surroundings: processSurroundings,
    folder,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTerminal: false,
    onStop: () => () => {},
  });

  function put(name: string, content: object, metadata: object = {}): void {
    writeFileSync(
      join(folder, "flows", `${name}.json`),
      JSON.stringify({ ...content, Metadata: { ActionMetadata: metadata } }),
    );
  }

  const support = () =>
    flow(
      "support",
      action("hours", "CheckHoursOfOperation", { HoursOfOperationId: arn("operating-hours/h1") }, { next: "bot" }),
      action(
        "bot",
        "ConnectParticipantWithLexBot",
        { Text: "How can we help?", LexV2Bot: { AliasArn: "arn:aws:lex:eu-central-1:123456789012:bot-alias/B/A" } },
        { when: { TalkToAgent: "queue", FallbackIntent: "end" }, errors: { NoMatchingError: "end" } },
      ),
      action("queue", "UpdateContactTargetQueue", { QueueId: arn("queue/q1") }, { next: "lambda" }),
      action(
        "lambda",
        "InvokeLambdaFunction",
        { LambdaFunctionARN: "arn:aws:lambda:eu-central-1:123456789012:function:lookup" },
        { next: "other" },
      ),
      action("other", "TransferToFlow", { ContactFlowId: arn("contact-flow/f9") }, { next: "hello" }),
      say("hello", "Hello {{NAME}}", "end"),
      disconnect("end"),
    ).content as object;

  it("names everything that the flows refer to as the exports name it", async () => {
    put("support", support(), { queue: { parameters: { QueueId: { displayName: "Support" } } } });
    assert.equal(await instance.run(["init", "flows"], io()), 0);
    const text = readFileSync(join(folder, "instance.yaml"), "utf8");
    assert.deepEqual(parse(text), {
      flows: "flows",
      instance: { id: "11111111-0000-4000-8000-000000000000", region: "eu-central-1" },
      values: { NAME: "" },
      queues: [{ name: "Support", id: arn("queue/q1") }],
      hoursOfOperation: [{ name: "h1", id: arn("operating-hours/h1"), timeZone: "Etc/UTC", config: "open" }],
      lambda: [{ name: "lookup", answer: {} }],
      lex: [
        {
          name: "A",
          id: "arn:aws:lex:eu-central-1:123456789012:bot-alias/B/A",
          intents: [{ name: "TalkToAgent", utterances: ["talk to agent"] }],
        },
      ],
    });
    assert.match(err, /The flow arn:\S+contact-flow\/f9 is not in the folder; other of the flow support needs it\./);
    assert.match(err, /instance\.yaml is written, for 1 flows and 0 modules\./);
  });

  it("writes a file that the emulator starts with, and that leaves nothing missing but flows", async () => {
    put("support", support());
    await instance.run(["init", "flows"], io());
    await using emulator = await startEmulator({ instance: join(folder, "instance.yaml") });
    assert.deepEqual(
      emulator.missing.map(({ kind }) => kind).filter((kind) => kind !== "placeholder"),
      ["flow"],
    );
    assert.deepEqual(
      emulator.flows.map(({ name }) => name),
      ["support"],
    );
  });

  it("names no instance where the flows are of more than one", async () => {
    const other = arn("queue/q2").replace("11111111", "22222222");
    const queues = [arn("queue/q1"), other].map((QueueId, index) =>
      action(`queue ${index}`, "UpdateContactTargetQueue", { QueueId }, { next: index === 0 ? "queue 1" : "end" }),
    );
    put("two", flow("two", ...queues, disconnect("end")).content as object);
    await instance.run(["init", "flows"], io());
    const text = readFileSync(join(folder, "instance.yaml"), "utf8");
    assert.deepEqual(Object.keys(parse(text)), ["flows", "queues"]);
  });

  it("writes over nothing unless it is told to", async () => {
    put("hi", flow("hi", say("hi", "Hi", "end"), disconnect("end")).content as object);
    writeFileSync(join(folder, "instance.yaml"), "mine");
    await assert.rejects(instance.run(["init", "flows"], io()), { code: "WRONG_USE", message: /is there already/ });
    assert.equal(readFileSync(join(folder, "instance.yaml"), "utf8"), "mine");
    await instance.run(["init", "flows", "--force"], io());
    assert.deepEqual(parse(readFileSync(join(folder, "instance.yaml"), "utf8")), { flows: "flows" });
  });

  it("tells every problem at once", async () => {
    await assert.rejects(instance.run(["make"], io()), { code: "WRONG_USE", message: /only thing to do is init/ });
    await assert.rejects(instance.run(["init"], io()), { code: "WRONG_USE", message: /A folder of flows is missing/ });
    await assert.rejects(instance.run(["init", "nowhere"], io()), { code: "WRONG_USE", message: /nowhere/ });
    writeFileSync(join(folder, "flows", "bad.json"), "{");
    await assert.rejects(instance.run(["init", "flows"], io()), { code: "WRONG_USE", message: /bad\.json/ });
  });

  it("writes to standard output when asked to", async () => {
    put("hi", flow("hi", say("hi", "Hi", "end"), disconnect("end")).content as object);
    await instance.run(["init", "flows", "--output", "-"], io());
    assert.deepEqual(parse(out), { flows: "flows" });
    assert.equal(existsSync(join(folder, "instance.yaml")), false);
  });

  it("drafts what the emulator starts with for every folder of real flows", async function () {
    this.timeout(60_000);
    if (!existsSync(corpus)) {
      console.log(`      NOT TESTED: the folder ${corpus} is absent.`);
      this.skip();
    }
    const folders = readdirSync(corpus).filter((name) => statSync(join(corpus, name)).isDirectory());
    for (const name of folders) {
      out = "";
      try {
        await instance.run(["init", join(corpus, name), "--output", "-"], io());
      } catch (error) {
        assert.match((error as Error).message, /StartAction|same one by name or id/, `${name}: ${error}`);
        continue;
      }
      const file = join(folder, `${name}.yaml`);
      writeFileSync(file, out.replace(/^flows: .*$/m, `flows: ${JSON.stringify(join(corpus, name))}`));
      const emulator = await startEmulator({ instance: file, behaviour: { unknownAction: "error branch" } });
      await emulator.close();
    }
    assert.ok(folders.length > 5);
  });
});
