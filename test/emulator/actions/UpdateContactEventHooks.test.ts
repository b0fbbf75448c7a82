import assert from "node:assert/strict";
import { nothingPublished } from "../../../provider/emulator/instance/resources.js";
import { disconnect } from "../../flows.js";
import { otherFlow } from "../contact-in-flow.js";
import { oneAction } from "../one-action.js";

const types = ["AGENT_WHISPER", "CUSTOMER_WHISPER", "CUSTOMER_QUEUE", "CONTACT_FLOW"];
const hook = (
  EventHooks: unknown,
  more: Readonly<Record<string, unknown>> = {},
  options: Parameters<typeof oneAction>[2] = {},
) =>
  oneAction(
    "UpdateContactEventHooks",
    { EventHooks, ...more },
    { otherFlows: types.map((type) => otherFlow(type, type, disconnect())), ...options },
  );

describe("UpdateContactEventHooks", () => {
  for (const [event, type] of [
    ["AgentWhisper", "AGENT_WHISPER"],
    ["CustomerWhisper", "CUSTOMER_WHISPER"],
    ["CustomerQueue", "CUSTOMER_QUEUE"],
    ["CustomerRemaining", "CONTACT_FLOW"],
  ] as const) {
    it(`sets a flow for ${event}`, () => {
      const { branch, life, warnings } = hook({ [event]: type });
      assert.equal(branch(), "next");
      assert.deepEqual([...life.eventHooks], [[event, type]]);
      assert.deepEqual(warnings(), []);
    });
  }

  for (const event of ["DefaultAgentUI", "DisconnectAgentUI", "PauseContact", "ResumeContact"]) {
    it(`sets a flow for ${event}, and says that nothing runs it`, () => {
      const { branch, warnings } = hook({ [event]: "CONTACT_FLOW" });
      assert.equal(branch(), "next");
      assert.deepEqual(warnings(), [`${event} is set, but nothing here runs its flow.`]);
    });
  }

  it("takes the flow by its ARN, and by a reference", () => {
    const arn = "arn:aws:connect:eu-west-1:999999999999:instance/other/contact-flow/CUSTOMER_QUEUE";
    const { life } = hook({ CustomerQueue: "$.Attributes.flow" }, {}, { request: { Attributes: { flow: arn } } });
    assert.equal(life.eventHooks.get("CustomerQueue"), "CUSTOMER_QUEUE");
  });

  it("takes the error branch for hold flows, which are for voice", () => {
    for (const event of ["AgentHold", "CustomerHold"]) {
      const { branch, warnings } = hook({ [event]: "CONTACT_FLOW" });
      assert.equal(branch(), "NoMatchingError");
      assert.deepEqual(warnings(), [`${event} is for voice.`]);
    }
  });

  it("takes the error branch for no event, for two, and for one that does not exist", () => {
    for (const hooks of [undefined, {}, "x", { CustomerQueue: "CUSTOMER_QUEUE", AgentWhisper: "AGENT_WHISPER" }]) {
      const { branch, warnings, life } = hook(hooks);
      assert.equal(branch(), "NoMatchingError");
      assert.deepEqual(warnings(), ["EventHooks needs exactly one event."]);
      assert.equal(life.eventHooks.size, 0);
    }
    assert.deepEqual(hook({ toString: "CONTACT_FLOW" }).warnings(), ["There is no event toString."]);
  });

  it("takes the error branch for a flow that is not there, or was never published", () => {
    assert.deepEqual(hook({ CustomerQueue: "none" }).warnings(), ["The instance has no flow none."]);
    assert.equal(hook({ CustomerQueue: "" }).branch(), "NoMatchingError");
    const saved = hook(
      { CustomerQueue: "saved" },
      {},
      {
        before: ({ instance }) =>
          instance.put({
            id: "saved",
            name: "Saved",
            type: "CUSTOMER_QUEUE",
            state: "ACTIVE",
            status: "SAVED",
            document: nothingPublished,
            modified: 0,
          }),
      },
    );
    assert.equal(saved.branch(), "NoMatchingError");
    assert.deepEqual(saved.warnings(), ["The flow Saved is saved but not published."]);
  });

  it("warns of a flow of another type, and sets it", () => {
    const { branch, warnings, life } = hook({ CustomerQueue: "CONTACT_FLOW" });
    assert.equal(branch(), "next");
    assert.deepEqual(warnings(), [
      "The flow CONTACT_FLOW is of type CONTACT_FLOW; CustomerQueue is for one of type CUSTOMER_QUEUE.",
    ]);
    assert.equal(life.eventHooks.get("CustomerQueue"), "CONTACT_FLOW");
  });

  it("sets no flow whose execution is disabled, of which no source says more", () => {
    const configured = (DisableExecution: string) =>
      hook({ AgentWhisper: "AGENT_WHISPER" }, { EventHooksConfiguration: { AgentWhisper: { DisableExecution } } });
    assert.equal(configured("false").life.eventHooks.size, 1);
    assert.deepEqual(configured("false").warnings(), []);
    assert.equal(configured("true").life.eventHooks.size, 0);
    assert.deepEqual(configured("true").warnings(), [
      "No source says what DisableExecution does; here the flow does not run.",
    ]);
  });
});
