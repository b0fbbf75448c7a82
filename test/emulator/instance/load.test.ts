import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  type EmulatorOptions,
  InstanceError,
  NotEmulatedError,
  startEmulator,
} from "../../../provider/emulator/index.js";
import { loadInstance } from "../../../provider/emulator/instance/load.js";
import { missingLines } from "../../../provider/emulator/instance/missing.js";
import { action, disconnect, flow, greeting, say } from "../../flows.js";

describe("loading an instance", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "instance-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Writes files, of which an object is written as JSON; answers the path of the first. */
  const write = (files: Readonly<Record<string, string | object>>): string => {
    const paths = Object.entries(files).map(([name, content]) => {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
      return path;
    });
    return paths[0] ?? "";
  };
  const load = (files: Readonly<Record<string, string | object>>, options: Partial<EmulatorOptions> = {}) =>
    loadInstance({ instance: write(files), ...options });
  const problems = async (files: Readonly<Record<string, string | object>>, options: Partial<EmulatorOptions> = {}) => {
    const error = await thrown(load(files, options));
    assert(error instanceof InstanceError, String(error));
    return error.message.replaceAll(`${folder}/`, "").split("\n  ").slice(1);
  };
  const { content } = greeting();
  const toQueue = (queue: string, metadata: object = {}) => ({
    ...flow(
      "q",
      action(
        "target",
        "UpdateContactTargetQueue",
        { QueueId: queue },
        { next: "end", errors: { NoMatchingError: "end" } },
      ),
      disconnect(),
    ).content,
    Metadata: { ActionMetadata: { target: metadata } },
  });
  const arn = "arn:aws:connect:eu-west-1:999999999999:instance/theirs/queue/q-7";
  const named = { parameters: { QueueId: { displayName: "Support" } } };

  it("has the defaults without a file", async () => {
    const instance = await loadInstance({});
    assert.equal(instance.arn, "arn:aws:connect:us-east-1:123456789012:instance/11111111-2222-4333-8444-555555555555");
    assert.deepEqual(
      [instance.alias, instance.missing, instance.flows, instance.queues.all],
      ["emulated", "default", [], []],
    );
  });

  it("is as its file says, unless an option says otherwise", async () => {
    const file = { "i.yaml": "instance: { id: i-1, region: eu-central-1, accountId: '012345678901', alias: acme }" };
    assert.equal((await load(file)).arn, "arn:aws:connect:eu-central-1:012345678901:instance/i-1");
    const options = { instanceId: "i-2", region: "eu-west-1", accountId: "999999999999" };
    assert.equal((await load(file, options)).arn, "arn:aws:connect:eu-west-1:999999999999:instance/i-2");
    assert.equal((await load(file)).alias, "acme");
  });

  it("reads JSON as well, and takes an object", async () => {
    assert.equal((await load({ "i.json": { queues: [{ name: "A" }] } })).queues.all[0]?.name, "A");
    assert.equal((await loadInstance({ instance: { queues: [{ name: "A" }] } })).queues.all[0]?.name, "A");
  });

  it("has the flows of a folder, of its folders too, and modules among them", async () => {
    const module = { ...content, Settings: { InputParameters: [] } };
    const wrapped = { ContactFlowModule: { Name: "Wrapped", Id: "m-1", Content: JSON.stringify(content) } };
    const instance = await load({
      "i.yaml": "flows: flows\nmodules: [extra/checks.json]",
      "flows/b.json": content,
      "flows/a/Main line": content,
      "flows/a/README": "no flow",
      "flows/.hidden.json": "no flow",
      "flows/node_modules/x.json": "no flow",
      "flows/identify.json": module,
      "flows/wrapped.json": wrapped,
      "extra/checks.json": content,
    });
    assert.deepEqual(
      instance.flows.map(({ name, file = "" }) => [name, file.slice(folder.length + 1)]),
      [
        ["Main line", "flows/a/Main line"],
        ["b", "flows/b.json"],
      ],
    );
    assert.deepEqual(
      instance.modules.all.map(({ name, arn }) => [name, arn.split("/").at(-2)]),
      [
        ["identify", "flow-module"],
        ["Wrapped", "flow-module"],
        ["checks", "flow-module"],
      ],
    );
    assert.equal(instance.modules.find("arn:aws:connect:x:1:instance/i/flow-module/m-1:$LATEST")?.name, "Wrapped");
  });

  it("has single flows as their entries say", async () => {
    const entry =
      "{ file: f.json, name: Mine, id: f-1, type: QUEUE_TRANSFER, description: d, tags: { a: b }, status: SAVED }";
    const instance = await load({ "i.yaml": `flows: [${entry}]`, "f.json": content });
    const { id, name, type, description, status, draft = "", document } = instance.flows[0] ?? assert.fail();
    assert.deepEqual([id, name, type, description, status], ["f-1", "Mine", "QUEUE_TRANSFER", "d", "SAVED"]);
    assert.deepEqual([JSON.parse(draft), document.actions.size], [content, 0]);
    assert.deepEqual(instance.tags.of(`${instance.arn}/contact-flow/f-1`), { a: "b" });
  });

  it("gives everything the same id each time", async () => {
    const files = {
      "i.yaml": "flows: f.json\nqueues: [{ name: A }]\nagents: [{ name: B }]\nlex: [{ name: C }]",
      "f.json": content,
    };
    const ids = async () => {
      const { flows, queues, agents, lex } = await load(files);
      return [flows, queues.all, agents.all, lex.all].flat().map(({ id, arn }) => [id, arn]);
    };
    const first = await ids();
    assert.deepEqual(await ids(), first);
    assert.equal(new Set(first.flat()).size, 8);
    assert.match(first[3]?.[1] ?? "", /^arn:aws:lex:us-east-1:123456789012:bot-alias\/[0-9A-F]{10}\/[0-9A-F]{10}$/);
  });

  it("fills placeholders with values, and with the ARNs of what they name", async () => {
    const instance = await load({
      "i.yaml": `
flows: [first.json, second.json]
queues: [{ name: Support, id: q-1 }]
values:
  greeting: Hello
  queue: { queue: Support }
  other: { flow: second }
  view: { view: form }
`,
      "first.json": flow("f", say("a", "{{greeting}} <<queue>> %other% {{view}}", "end"), disconnect()).content,
      "second.json": content,
    });
    const { id } = instance.flowNamed("second") ?? assert.fail();
    const arns = [
      `${instance.arn}/queue/q-1`,
      `${instance.arn}/contact-flow/${id}`,
      "arn:aws:connect:us-east-1:aws:view/form",
    ];
    assert.equal(instance.flowNamed("first")?.document.actions.get("a")?.parameters.Text, `Hello ${arns.join(" ")}`);
    assert.deepEqual(instance.missingReferences(), []);
  });

  it("fills placeholders in flows that are loaded later", async () => {
    const instance = await load({ "i.yaml": "values: { who: Ada }" });
    const { document } = instance.load(flow("f", say("a", "Hello {{who}}", "end"), disconnect()));
    assert.equal(document.actions.get("a")?.parameters.Text, "Hello Ada");
  });

  it("finds a queue by the id of another instance, when the export gives its name", async () => {
    const instance = await load({
      "i.yaml": "flows: f.json\nqueues: [{ name: Support }]",
      "f.json": toQueue(arn, named),
    });
    assert.equal(instance.queues.find(arn)?.name, "Support");
    assert.equal(instance.queue("q-7")?.id, instance.queues.named("Support")?.id);
    assert.deepEqual(instance.missingReferences(), []);
  });

  it("makes up a queue that it does not have, with the name that the export gives it", async () => {
    const instance = await load({ "i.yaml": "flows: f.json", "f.json": toQueue(arn, named) });
    assert.deepEqual(
      [instance.queue(arn), instance.queue("else")].map((queue) => [queue?.id, queue?.name, queue?.status]),
      [
        ["q-7", "Support", "ENABLED"],
        ["else", "else", "ENABLED"],
      ],
    );
    assert.deepEqual(missingLines(instance.missingReferences()), [
      `queue ${arn} (Support): needed by UpdateContactTargetQueue target of the flow f (QueueId)`,
    ]);
  });

  it("refuses to start where it is told so and something is missing, all of it at once", async () => {
    const lines = await problems({
      "i.yaml": "missing: error\nflows: [f.json, g.json]",
      "f.json": toQueue(arn),
      "g.json": flow(
        "g",
        action("t", "TransferToFlow", { ContactFlowId: "gone" }, { next: "u" }),
        action("u", "UpdateContactTargetQueue", { QueueId: arn }, { next: "end" }),
        disconnect(),
      ).content,
    });
    assert.deepEqual(lines, [
      `i.yaml:1:10 missing: The instance lacks the queue ${arn}: needed by UpdateContactTargetQueue target of the flow f (QueueId), UpdateContactTargetQueue u of the flow g (QueueId).`,
      "i.yaml:1:10 missing: The instance lacks the flow gone: needed by TransferToFlow t of the flow g (ContactFlowId).",
    ]);
    const instance = await load({ "i.yaml": "missing: error" });
    assert.deepEqual([instance.queue("x"), instance.agentQueue("x")], [undefined, undefined]);
  });

  it("tells every problem of the files that it names", async () => {
    const lines = await problems({
      "i.yaml": `
flows: nowhere
modules: [none.json]
views: [{ name: V, template: v.json, inputSchema: bad.json }]
lambda: [{ name: l, handler: ./l.ts#handler }]
lex: [{ name: b, codeHook: ./b.ts#hook }]
`,
      "bad.json": "{",
    });
    assert.deepEqual(
      lines.map((line) => line.replace(/: It cannot be read: (\w+)?.*/, " $1")),
      [
        "i.yaml:2:8 flows ENOENT",
        "i.yaml:3:11 modules[0] ENOENT",
        "i.yaml:4:30 views[0].template ENOENT",
        "i.yaml:4:51 views[0].inputSchema Expected",
        "i.yaml:5:30 lambda[0].handler ENOENT",
        "i.yaml:6:28 lex[0].codeHook ENOENT",
      ],
    );
  });

  it("tells flows that cannot be used, and values of nothing", async () => {
    const lines = await problems({
      "i.yaml": "flows: flows\nvalues: { q: { queue: None } }",
      "flows/a.json": "{",
      "flows/b.json": { Version: "1" },
      "flows/c.json": content,
      "flows/d.json": { ContactFlow: { Name: "c", Content: content } },
    });
    assert.deepEqual(
      lines.map((line) => line.replace(/(not JSON).*/, "$1")),
      [
        "flows/a.json: The flow a cannot be used: It is not JSON",
        'flows/b.json: The flow b cannot be used: Version is "1"; 2019-10-30 is the only one that there is. Actions is not a list. StartAction is missing.',
        "flows/d.json: Two flows are the same one by name or id: c.",
        "i.yaml:2:14 values.q: The instance has nothing of this name.",
      ],
    );
  });

  it("names every action type that is not emulated, of all flows", async () => {
    const odd = (type: string) => flow("x", action("a", type, {}, { next: "end" }), disconnect()).content;
    const error = await thrown(
      load({ "i.yaml": "flows: flows", "flows/a.json": odd("Odd"), "flows/b.json": odd("Odder") }),
    );
    assert(error instanceof NotEmulatedError);
    assert.deepEqual(error.missing, ["Odd", "Odder"]);
  });

  it("cannot be of a file that is not there", async () => {
    assert.match(
      String(await thrown(loadInstance({ instance: join(folder, "none.yaml") }))),
      /none\.yaml: It cannot be read: ENOENT/,
    );
  });

  it("is the emulator's, which tells what is missing", async () => {
    const instance = write({
      "i.yaml": "instance: { id: i-9 }\nflows: f.json\nquotas: { flows: 1 }",
      "f.json": toQueue("q-1"),
    });
    await using emulator = await startEmulator({ instance, flows: [greeting()] });
    assert.equal(emulator.instanceId, "i-9");
    assert.deepEqual(
      emulator.flows.map(({ name }) => name),
      ["f", "greeting"],
    );
    assert.deepEqual(missingLines(emulator.missing), [
      "queue q-1: needed by UpdateContactTargetQueue target of the flow f (QueueId)",
    ]);
    await assert.rejects(startEmulator({ instance: { queus: [] } as object }), {
      name: "InstanceError",
      message: /queus: There is no such property/,
    });
  });
});

function thrown(doing: Promise<unknown>): Promise<unknown> {
  return doing.then(
    () => assert.fail("Nothing was thrown."),
    (error: unknown) => error,
  );
}
