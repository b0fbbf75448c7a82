import assert from "node:assert/strict";
import type { TraceRecord } from "../../provider/emulator/trace.js";
import { inProcess } from "./contact-centre/in-process.js";
import { overTheWire } from "./contact-centre/over-the-wire.js";
import { actionNamed, type Example, examples, type Scenario } from "./contact-centre/scenario.js";
import { endOf, had, type Talk } from "./contact-centre/talk.js";
import { edgesOf } from "./flow-walk.js";

/** Types of which a chat shows what they do. */
const shownOnChat = [
  ...["MessageParticipant", "ConnectParticipantWithLexBot", "ShowView", "DisconnectParticipant", "Compare", "Wait"],
  ...["CheckHoursOfOperation", "CheckMetricData", "GetMetricData", "Loop", "TransferToFlow", "EndFlowExecution"],
  ...["UpdateFlowLoggingBehavior", "UpdateFlowAttributes", "UpdateContactAttributes", "UpdateContactTargetQueue"],
  ...["TransferContactToQueue", "UpdateContactEventHooks", "InvokeFlowModule", "EndFlowModuleExecution"],
  ...["InvokeLambdaFunction", "GetCustomerProfile", "CreateCustomerProfile", "CreateTask", "GetCase", "CreateCase"],
];

const all = examples();

for (const example of all) {
  describe(`the example ${example.name}`, () => {
    const taken = new Set<string>();
    /** Without a stub of the action. The others need one: here no chat makes the action come out so, as a fixed text that fails. */
    const takenFreely = new Set<string>();

    for (const scenario of example.scenarios) {
      it(scenario.title, async () => {
        await using talk = await inProcess(example, scenario);
        await assertHeld(talk, example, scenario);
        const stubbed = new Set(Object.keys(scenario.stub ?? {}).map((name) => actionNamed(example, name).identifier));
        for (const record of talk.trace()) {
          if (!record.branch) continue;
          taken.add(branchName(record.flow, record));
          if (!stubbed.has(record.action)) takenFreely.add(branchName(record.flow, record));
        }
      });
    }

    for (const scenario of example.scenarios.filter(({ gone }) => !gone)) {
      it(`${scenario.title}, through the AWS SDK and a socket`, async () => {
        await using talk = await overTheWire(example, scenario);
        await assertHeld(talk, example, scenario);
      });
    }

    it("has every branch taken by one of these talks", async () => {
      await using talk = await inProcess(example, example.scenarios[0] as Scenario);
      const flows = [...talk.instance.flows, ...talk.instance.modules.all];
      const edges = flows.flatMap(({ name, document }) =>
        [...document.actions.values()].flatMap(edgesOf).map((edge) => branchName(name, edge)),
      );
      const actions = flows.reduce((sum, { document }) => sum + document.actions.size, 0);
      const missed = edges.filter((edge) => !taken.has(edge));
      const forced = edges.filter((edge) => taken.has(edge) && !takenFreely.has(edge));
      console.log(
        `      ${flows.length} flows and modules, ${actions} actions, ${edges.length - missed.length} of ${edges.length} branches, ${forced.length} of them by stubs, in ${example.scenarios.length} talks`,
      );
      assert.deepEqual(
        missed.map((edge) => readable(example, edge)),
        [],
      );
    });
  });
}

describe("the examples of a contact centre", () => {
  it("have every action type of which a chat shows what it does", async () => {
    const types = new Set<string>();
    for (const example of all) {
      await using talk = await inProcess(example, example.scenarios[0] as Scenario);
      for (const { document } of [...talk.instance.flows, ...talk.instance.modules.all]) {
        for (const { type } of document.actions.values()) types.add(type);
      }
    }
    assert.deepEqual(
      shownOnChat.filter((type) => !types.has(type)),
      [],
    );
  });
});

async function assertHeld(talk: Talk, example: Example, scenario: Scenario): Promise<void> {
  const { expected, actual } = await had(talk, scenario);
  assert.deepEqual(actual, expected);
  assert.equal(talk.items().length, expected.filter((line) => !/^\d+:\d\d whisper: /.test(line)).length, "transcript");
  assert.equal(endOf(talk), scenario.end);
  const trace = talk.trace();
  assert.equal(lastBranch(trace, example), scenario.last);
  assert.deepEqual(
    trace.filter(({ result }) => result === "internal error" || result === "endless loop"),
    [],
  );
  assertHas(talk.attributes(), scenario.attributes ?? {}, "attributes");
  for (const [name, parameters] of Object.entries(scenario.ran ?? {})) {
    const { flow, identifier } = actionNamed(example, name);
    const record = trace.find((one) => one.flow === flow && one.action === identifier);
    assertHas(record?.parameters ?? {}, parameters, name);
  }
}

/** Holds that everything expected is there, whatever else is. */
function assertHas(actual: unknown, expected: object, at: string): void {
  const object = (actual ?? {}) as Readonly<Record<string, unknown>>;
  for (const [key, value] of Object.entries(expected)) {
    if (typeof value === "object" && value !== null) assertHas(object[key], value, `${at}.${key}`);
    else assert.equal(object[key], value, `${at}.${key}`);
  }
}

function lastBranch(trace: readonly TraceRecord[], example: Example): string {
  const record = trace.filter(({ branch }) => branch).at(-1);
  return record ? readable(example, branchName(record.flow, record)) : "none";
}

/** A branch, under a name that no other has. */
function branchName(
  flow: string,
  { action, ...branch }: { readonly action: string } & ({ readonly label: string } | Pick<TraceRecord, "branch">),
): string {
  const label = "label" in branch ? branch.label : branch.branch?.label;
  return `${flow}\n${action}\n${label || "next"}`;
}

/** `greet next`, with the name that the scenarios have for the action. */
function readable({ actions }: Example, branch: string): string {
  const [flow = "", identifier = "", label = ""] = branch.split("\n");
  const name = Object.entries(actions[flow] ?? {}).find(([, id]) => id === identifier)?.[0];
  return `${name ?? identifier} ${label}`;
}
