import assert from "node:assert/strict";
import { needsEngine } from "../resource/stack.js";
import { FlowGate, tableOf } from "./flow-gate.js";

const welcome = "Hello Bea, welcome to Example Travel.";
const expectation = "expectFirstMessage:";
const triggers = "triggers: [candidate.content],";
const silence = "nothing: the chat ends";

describe("a flow updated in place", function () {
  this.timeout(120_000);
  let gate: FlowGate;

  before(async function () {
    needsEngine(this);
    gate = await FlowGate.start();
    gate.changeProgram('replaceOnChanges: ["content"],', "");
  });

  after(async () => {
    if (!gate) return;
    console.log(tableOf(gate.rows));
    await gate[Symbol.asyncDispose]();
  });

  const reached = () => {
    const { step, "flows in the instance": flows, ...found } = gate.rows.at(-1) ?? assert.fail("There was no step.");
    return Object.values(found);
  };

  it("is what customers reach", async () => {
    const { output } = await gate.step("first deployment");
    assert.deepEqual(reached(), ["succeeds", welcome, welcome], output);
  });

  it("is what customers reach already when the check finds it broken", async () => {
    gate.breakGreeting();
    gate.changeProgram(expectation, `${triggers}\n  ${expectation}`);
    const { output } = await gate.step("broken greeting, and triggers: [candidate.content]");
    assert.deepEqual(reached(), ["fails", silence, silence], output);
    assert.match(output, /the flow ended the chat before its first message/);
  });

  it("is not even checked without triggers, since its id is the same", async () => {
    const chats = gate.emulator.contacts().length;
    gate.changeProgram(triggers, "");
    const { output } = await gate.step("the same without triggers", async (stack) => {
      const run = await stack.up();
      assert.equal(gate.emulator.contacts().length, chats);
      return run;
    });
    assert.deepEqual(reached(), ["succeeds", silence, silence], output);
  });

  it("behaves as the README shows", () => {
    assert.ok(gate.stack.read("README.md").includes(tableOf(gate.rows)), tableOf(gate.rows));
  });
});
