import assert from "node:assert/strict";
import {
  InvalidParameterException,
  ListQueuesCommand,
  type ListQueuesCommandInput,
  ResourceNotFoundException,
} from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";

const instance = {
  queues: [{ name: "Support", id: "q-1" }, { name: "Billing" }],
  agents: [{ name: "Ada", id: "a-1" }],
};

const list = (customer: Customer, more: Partial<ListQueuesCommandInput> = {}) =>
  customer.connect.send(new ListQueuesCommand({ InstanceId: customer.emulator.instanceId, ...more }));

const names = ({ QueueSummaryList = [] }: Awaited<ReturnType<typeof list>>) =>
  QueueSummaryList.map(({ Name, Id }) => Name ?? Id);

describe("ListQueues", () => {
  it("has the queues of the instance and those of its agents, which have no names", async () => {
    await using customer = await Customer.of({ instance });
    const { QueueSummaryList = [] } = await list(customer);
    const { instanceArn: arn } = customer.emulator;
    assert.deepEqual(
      QueueSummaryList.map(({ Name, QueueType, Arn }) => [Name, QueueType, Arn]),
      [
        ["Support", "STANDARD", `${arn}/queue/q-1`],
        ["Billing", "STANDARD", QueueSummaryList[1]?.Arn],
        [undefined, "AGENT", `${arn}/queue/agent/a-1`],
      ],
    );
  });

  it("has the types that are asked for, in pages", async () => {
    await using customer = await Customer.of({ instance });
    assert.deepEqual(names(await list(customer, { QueueTypes: ["AGENT"] })), ["a-1"]);
    const first = await list(customer, { QueueTypes: ["STANDARD"], MaxResults: 1 });
    assert.deepEqual(names(first), ["Support"]);
    const second = await list(customer, { QueueTypes: ["STANDARD"], MaxResults: 1, NextToken: first.NextToken });
    assert.deepEqual([names(second), second.NextToken], [["Billing"], undefined]);
  });

  it("refuses other types, a page of nothing, and another instance", async () => {
    await using customer = await Customer.of();
    await refusal(list(customer, { QueueTypes: ["x" as "AGENT"] }), InvalidParameterException);
    await refusal(list(customer, { MaxResults: 0 }), InvalidParameterException);
    await refusal(list(customer, { InstanceId: "other" }), ResourceNotFoundException);
  });
});
