import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { root } from "../project/root.js";

const folder = join(root, "examples/flow-gate");
const require = createRequire(join(folder, "_.js"));
const config = { instanceId: "instance", queueArn: "arn:queue", hoursArn: "arn:hours" };

interface Registration {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly dependencies: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly retainOnDelete: boolean;
}

interface Monitor {
  registerResource(request: RegisterResourceRequest, answer: unknown): Promise<void>;
}

/** Runs the program without an engine, and answers what it registers, by type and name. */
async function registrations(settings: Readonly<Record<string, string>>): Promise<Map<string, Registration>> {
  const newResource = ({ name, inputs }: pulumi.runtime.MockResourceArgs) => ({
    id: `${name}-id`,
    state: { ...inputs, contactFlowId: `${name}-flow-id`, contactId: "contact", verdict: "It held." },
  });
  await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "flow-gate", "test");
  const entries = Object.entries(settings).map(([key, value]) => [`flow-gate:${key}`, value]);
  pulumi.runtime.setAllConfig(Object.fromEntries(entries));

  const found = new Map<string, Registration>();
  // The mocks are told the inputs, and not the options.
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, answer) => {
    found.set(`${request.getType()} ${request.getName()}`, {
      inputs: (request.getObject()?.toJavaScript() ?? {}) as Registration["inputs"],
      dependencies: request.getDependenciesList(),
      replaceOnChanges: request.getReplaceonchangesList(),
      retainOnDelete: request.getRetainondelete() ?? false,
    });
    return register(request, answer);
  };

  const program = require.resolve("./index.ts");
  delete require.cache[program];
  const outputs = require(program) as Record<string, pulumi.Output<unknown>>;
  await Promise.all(Object.values(outputs).map((output) => new Promise((resolve) => output.apply(resolve))));
  return found;
}

const candidateKey = "aws:connect/contactFlow:ContactFlow welcome";
const checkKey = "pulumi-nodejs:dynamic/connect-chat-check:ChatCheck welcome";
const entryKey = "aws:connect/contactFlow:ContactFlow entry";
const parameterKey = "aws:ssm/parameter:Parameter chat-flow-id";

describe("the program of the flow gate", function () {
  this.timeout(60_000);
  let resources: Map<string, Registration>;
  const resource = (key: string) => resources.get(key) ?? assert.fail(`${key} is not registered.`);

  before(async () => {
    resources = await registrations(config);
  });

  it("has no type errors", () => {
    const compiler = createRequire(join(root, "_.js")).resolve("typescript/bin/tsc");
    execFileSync(process.execPath, [compiler, "-p", folder], { stdio: "pipe", encoding: "utf8" });
  });

  it("makes another candidate when the content changes, without a fixed name", () => {
    const { inputs, replaceOnChanges, retainOnDelete } = resource(candidateKey);
    assert.deepEqual(Object.keys(inputs).sort(), ["content", "instanceId", "type"]);
    assert.deepEqual([inputs.type, inputs.instanceId], ["CONTACT_FLOW", "instance"]);
    assert.deepEqual([replaceOnChanges, retainOnDelete], [["content"], false]);
  });

  it("fills in the placeholders of the exported flow", () => {
    const content = String(resource(candidateKey).inputs.content);
    const { Actions: actions } = JSON.parse(content) as { Actions: { Type: string; Parameters: object }[] };
    const parametersOf = (type: string) => actions.find(({ Type }) => Type === type)?.Parameters;
    assert.deepEqual(parametersOf("UpdateContactTargetQueue"), { QueueId: "arn:queue" });
    assert.deepEqual(parametersOf("CheckHoursOfOperation"), { HoursOfOperationId: "arn:hours" });
    assert.doesNotMatch(content, /\$\{/);
  });

  it("checks the candidate's id", () => {
    const { inputs, dependencies } = resource(checkKey);
    assert.equal(inputs.contactFlowId, "welcome-flow-id");
    assert.ok(dependencies.some((urn) => urn.endsWith("ContactFlow::welcome")));
  });

  for (const [pointer, key] of [
    ["the entry flow", entryKey],
    ["the SSM parameter", parameterKey],
  ] as const) {
    it(`moves ${pointer} after the check`, () => {
      const { dependencies } = resource(key);
      assert.ok(
        dependencies.some((urn) => urn.endsWith("ChatCheck::welcome")),
        dependencies.join(),
      );
    });
  }

  it("points both at the candidate", () => {
    const entry = resource(entryKey);
    assert.match(String(entry.inputs.content), /"ContactFlowId":"welcome-flow-id"/);
    assert.deepEqual(entry.replaceOnChanges, []);
    const { value, type } = resource(parameterKey).inputs;
    assert.deepEqual([pulumi.runtime.unwrapRpcSecret(value), type], ["welcome-flow-id", "String"]);
  });

  it("keeps old flows when told to", async () => {
    resources = await registrations({ ...config, keepOldFlows: "true" });
    assert.equal(resource(candidateKey).retainOnDelete, true);
    assert.equal(resource(entryKey).retainOnDelete, false);
  });
});
