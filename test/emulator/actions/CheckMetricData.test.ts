import assert from "node:assert/strict";
import type { InstanceDefinition } from "../../../provider/emulator/instance/definition.js";
import { action } from "../../flows.js";
import { otherFlow } from "../contact-in-flow.js";
import { oneAction } from "../one-action.js";
import { queueChat } from "../queue-chat.js";

const support: InstanceDefinition = {
  queues: [
    { name: "Support", id: "q", agents: ["ada", "bob", "cyd"] },
    { name: "Empty", id: "empty" },
  ],
  agents: [
    { name: "ada", id: "a-ada" },
    { name: "bob", available: false },
    { name: "cyd", acceptsAfterSeconds: "never" },
  ],
};
const target = (QueueId: string) => action("target", "UpdateContactTargetQueue", { QueueId });
const check = (
  MetricType: unknown,
  parameters: Readonly<Record<string, unknown>> = { QueueId: "q" },
  definition = support,
  first = [] as ReturnType<typeof target>[],
) => oneAction("CheckMetricData", { MetricType, ...parameters }, { definition, first, when: ["NumberGreaterThan 0"] });

describe("CheckMetricData", () => {
  it("counts the agents of a queue: all, those at work, and those with room for a chat", () => {
    assert.equal(check("NumberOfAgentsOnline").result(), "3");
    assert.equal(check("NumberOfAgentsStaffed").result(), "2");
    assert.equal(check("NumberOfAgentsAvailable").result(), "1");
    assert.equal(check("NumberOfAgentsAvailable").branch(), "NumberGreaterThan 0");
  });

  it("takes NoMatchingCondition where there is nobody", () => {
    const { branch, result } = check("NumberOfAgentsAvailable", { QueueId: "empty" });
    assert.equal(result(), "0");
    assert.equal(branch(), "NoMatchingCondition");
  });

  it("looks at the target queue when it names none, or at the queue of an agent", () => {
    assert.equal(check("NumberOfAgentsOnline", {}, support, [target("q")]).result(), "3");
    assert.equal(check("NumberOfAgentsOnline", { AgentId: "a-ada" }).result(), "1");
  });

  it("says what the instance file says of the queue, rather than what is", () => {
    const definition: InstanceDefinition = {
      ...support,
      metrics: [
        { queue: "Support", contactsInQueue: 7, oldestContactAgeSeconds: 300, agents: { available: 4 } },
        { contactsInQueue: 2 },
      ],
    };
    assert.equal(check("NumberOfContactsInQueue", undefined, definition).result(), "7");
    assert.equal(check("NumberOfAgentsAvailable", undefined, definition).result(), "4");
    assert.equal(check("NumberOfAgentsStaffed", undefined, definition).result(), "2");
    assert.equal(check("NumberOfContactsInQueue", { QueueId: "empty" }, definition).result(), "2");
  });

  it("tells the age of the oldest contact in milliseconds, as the console exports five minutes as 300000", () => {
    const definition: InstanceDefinition = { ...support, metrics: [{ oldestContactAgeSeconds: 301 }] };
    const older = (milliseconds: string) =>
      oneAction(
        "CheckMetricData",
        { MetricType: "OldestContactInQueueAgeSeconds", QueueId: "q" },
        { definition, when: [`NumberGreaterThan ${milliseconds}`] },
      );
    assert.equal(older("300000").branch(), "NumberGreaterThan 300000");
    assert.equal(older("301000").branch(), "NoMatchingCondition");
    assert.equal(older("300000").result(), "301000");
  });

  it("sees in a queue flow the contact itself, from the first action on", () => {
    const { contact, clock } = queueChat({
      definition: support,
      queue: "empty",
      hooks: {
        CustomerQueue: [
          action("size", "CheckMetricData", { MetricType: "NumberOfContactsInQueue" }, { next: "wait" }),
          action("wait", "Wait", { TimeLimitSeconds: "90" }, { next: "age" }),
          action("age", "CheckMetricData", { MetricType: "OldestContactInQueueAgeSeconds" }),
        ],
      },
    });
    clock.advance(90_000);
    const results = new Map(contact.trace.map(({ action, result }) => [action, result]));
    assert.equal(results.get("size"), "1");
    assert.equal(results.get("age"), "90000");
  });

  it("takes the error branch without a queue, and for a metric that does not exist", () => {
    const without = check("NumberOfContactsInQueue", {});
    assert.equal(without.branch(), "NoMatchingError");
    assert.deepEqual(without.warnings(), ["There is no queue to look at."]);
    for (const metric of ["Happiness", "constructor", "__proto__", undefined]) {
      assert.equal(check(metric).branch(), "NoMatchingError", String(metric));
    }
  });

  it("takes the error branch for a queue that is not there where nothing may be missing", () => {
    const unknown = { QueueId: "none" };
    assert.equal(check("NumberOfContactsInQueue", unknown).result(), "0");
    assert.equal(
      check("NumberOfContactsInQueue", unknown, { ...support, missing: "error" }).branch(),
      "NoMatchingError",
    );
  });

  it("sees the queue of a disconnect flow, which is the one of before", () => {
    const { chat, clock } = queueChat({
      definition: {
        ...support,
        agents: [{ name: "ada", script: [{ leave: true }] }, { name: "bob" }, { name: "cyd" }],
      },
      hooks: { CustomerRemaining: [action("age", "CheckMetricData", { MetricType: "NumberOfAgentsOnline" })] },
      otherFlows: [otherFlow("unused", "CONTACT_FLOW", action("x", "EndFlowExecution"))],
    });
    clock.advance(0);
    assert.equal(chat.contact.trace[0]?.result, "3");
  });
});
