import assert from "node:assert/strict";
import type { InstanceDefinition } from "../../../provider/emulator/instance/definition.js";
import { action, say } from "../../flows.js";
import { said } from "../contact-in-flow.js";
import { oneAction } from "../one-action.js";
import { queueChat } from "../queue-chat.js";

const definition: InstanceDefinition = {
  queues: [{ name: "Support", id: "q", agents: ["ada", "bob"] }],
  agents: [{ name: "ada" }, { name: "bob", available: false }],
  metrics: [
    {
      contactsInQueue: 3,
      oldestContactAgeSeconds: 61,
      estimatedWaitTimeSeconds: 120,
      positionInQueue: 2,
      agents: { busy: 1, afterContactWork: 2, missed: 4 },
    },
  ],
};
const get = (parameters: Readonly<Record<string, unknown>>, tells = "over") =>
  oneAction("GetMetricData", parameters, { definition, tells });

describe("GetMetricData", () => {
  it("fills $.Metrics of the queue, ages in seconds", () => {
    const { branch, told } = get(
      { QueueId: "q" },
      "$.Metrics.Queue.Size $.Metrics.Queue.OldestContactAge $.Metrics.Queue.EstimatedWaitTime $.Metrics.Contact.PositionInQueue",
    );
    assert.equal(branch(), "next");
    assert.equal(told(), "3 61 120 2");
  });

  it("fills $.Metrics.Agents, with what the instance file says before what is", () => {
    const { told } = get(
      { QueueId: "q" },
      ["Online", "Available", "Staffed", "Busy", "AfterContactWork", "Missed", "NonProductive"]
        .map((name) => `$.Metrics.Agents.${name}.Count`)
        .join(" "),
    );
    assert.equal(told(), "2 1 1 1 2 4 1");
  });

  it("tells a contact in a queue its position, and how many wait", () => {
    const { contact } = queueChat({
      hooks: {
        CustomerQueue: [
          action("get", "GetMetricData", {}, { next: "say" }),
          say("say", "You are $.Metrics.Contact.PositionInQueue of $.Metrics.Queue.Size.", "say2"),
          say("say2", "[$.Metrics.Queue.EstimatedWaitTime]", "end"),
          action("end", "EndFlowExecution"),
        ],
      },
    });
    assert.deepEqual(said(contact), ["You are 1 of 1.", "[]"]);
  });

  it("takes chat metrics in any case of letters, and the error branch for voice, which has none", () => {
    assert.equal(get({ QueueId: "q", QueueChannel: "chat" }).branch(), "next");
    const { branch, warnings } = get({ QueueId: "q", QueueChannel: "VOICE" });
    assert.equal(branch(), "NoMatchingError");
    assert.deepEqual(warnings(), ["There are no metrics of voice."]);
  });

  it("takes the error branch without a queue", () => {
    assert.equal(get({}).branch(), "NoMatchingError");
  });
});
