import assert from "node:assert/strict";
import { needsEngine } from "../resource/stack.js";
import { firstWords } from "./first-words.js";
import { FlowGate, type Row, tableOf } from "./flow-gate.js";

const welcome = "Hello Bea, welcome to Example Travel.";
const help = "Hello Bea, how can we help?";
const book = "Hello Bea, where do you want to go?";

describe("a candidate flow behind a check", function () {
  this.timeout(120_000);
  let gate: FlowGate;

  before(async function () {
    needsEngine(this);
    gate = await FlowGate.start();
  });

  after(async () => {
    if (!gate) return;
    console.log(tableOf(gate.rows));
    await gate[Symbol.asyncDispose]();
  });

  const assertLast = (up: Row["pulumi up"], reached: string, flows: number, output: string) => {
    const { step, ...found } = gate.rows.at(-1) ?? assert.fail("There was no step.");
    const expected = { "pulumi up": up, "via entry flow": reached, "via SSM parameter": reached };
    assert.deepEqual(found, { ...expected, "flows in the instance": flows }, output);
  };

  it("is what customers reach once it was checked", async () => {
    const { output } = await gate.step("first deployment");
    assertLast("succeeds", welcome, 2, output);
  });

  it("is not what customers reach when it is broken", async () => {
    gate.breakGreeting();
    const { output } = await gate.step("broken greeting");
    assertLast("fails", welcome, 3, output);
    assert.match(output, /the flow ended the chat before its first message/);
  });

  it("is checked again by the next deployment, even one that refreshes", async () => {
    const { output } = await gate.step("the same again", (stack) => stack.up("--refresh"));
    assertLast("fails", welcome, 3, output);
    assert.match(output, /the flow ended the chat before its first message/);
  });

  it("is what customers reach when it holds, and the flows before it are deleted", async () => {
    gate.greetOtherwise("how can we help?");
    const { output } = await gate.step("another greeting");
    assertLast("succeeds", help, 2, output);
  });

  it("stays when the flow has not changed, and no check is run", async () => {
    const chats = gate.emulator.contacts().length;
    gate.configure({ keepOldFlows: "true" });
    const { output } = await gate.step("no change, keepOldFlows set", async (stack) => {
      const run = await stack.up();
      assert.equal(gate.emulator.contacts().length, chats);
      return run;
    });
    assertLast("succeeds", help, 2, output);
    assert.match(output, /5 unchanged/);
  });

  it("leaves the flow before it in the instance, to go back to, when that was asked for one deployment earlier", async () => {
    const { candidateFlowId } = await gate.stack.outputs();
    gate.greetOtherwise("where do you want to go?");
    const { output } = await gate.step("a third greeting");
    assertLast("succeeds", book, 3, output);
    assert.equal(await firstWords(gate.emulator, String(candidateFlowId)), help);
  });

  it("is gone for customers with the stack", async () => {
    const { output } = await gate.step("(pulumi destroy)", (stack) => stack.destroy());
    const { step, ...found } = gate.rows.at(-1) ?? assert.fail("There was no step.");
    const expected = {
      "pulumi up": "succeeds",
      "via entry flow": "nothing: there is no such flow",
      "via SSM parameter": "nothing: there is no pointer",
      "flows in the instance": 2,
    };
    assert.deepEqual(found, expected, output);
  });

  it("leaves no chat open, and behaves as the README shows", () => {
    const open = gate.emulator.contacts().filter(({ state }) => state === "open");
    assert.deepEqual(open, []);
    assert.ok(gate.stack.read("README.md").includes(tableOf(gate.rows)), tableOf(gate.rows));
  });
});
