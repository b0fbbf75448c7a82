import assert from "node:assert/strict";
import { DescribeQueueCommand, ResourceNotFoundException } from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";

const instance = {
  queues: [
    {
      name: "Support",
      id: "q-1",
      description: "First line",
      hours: "Office",
      maxContacts: 5,
      status: "DISABLED" as const,
      tags: { a: "b" },
    },
    { name: "Billing", outboundCallerId: "Acme" },
  ],
  hoursOfOperation: [{ name: "Office", id: "h-1", timeZone: "UTC", config: "open" as const }],
  agents: [{ name: "Ada", id: "a-1" }],
};

const queue = async (customer: Customer, QueueId: string, InstanceId = customer.emulator.instanceId) =>
  (await customer.connect.send(new DescribeQueueCommand({ InstanceId, QueueId }))).Queue;

describe("DescribeQueue", () => {
  it("tells what the instance file says, by id or ARN", async () => {
    await using customer = await Customer.of({ instance });
    const { instanceArn: arn } = customer.emulator;
    const { LastModifiedTime, ...rest } = (await queue(customer, "q-1")) ?? {};
    assert.ok(LastModifiedTime);
    assert.deepEqual(rest, {
      Name: "Support",
      QueueArn: `${arn}/queue/q-1`,
      QueueId: "q-1",
      Description: "First line",
      HoursOfOperationId: "h-1",
      MaxContacts: 5,
      Status: "DISABLED",
      Tags: { a: "b" },
      LastModifiedRegion: "us-east-1",
    });
    assert.equal((await queue(customer, `${arn}/queue/q-1`))?.Name, "Support");
  });

  it("tells the defaults of a queue of which only the name is given", async () => {
    await using customer = await Customer.of({
      instance: { queues: [{ name: "Billing", id: "q", outboundCallerId: "Acme" }] },
    });
    const { Status, OutboundCallerConfig, MaxContacts, Tags } = (await queue(customer, "q")) ?? {};
    assert.deepEqual(
      [Status, OutboundCallerConfig, MaxContacts, Tags],
      ["ENABLED", { OutboundCallerIdName: "Acme" }, undefined, undefined],
    );
  });

  it("refuses an id that is none, a name, an agent's queue, and another instance", async () => {
    await using customer = await Customer.of({ instance });
    for (const id of ["none", "Support", "a-1"]) await refusal(queue(customer, id), ResourceNotFoundException);
    await refusal(queue(customer, "q-1", "other"), ResourceNotFoundException);
  });
});
