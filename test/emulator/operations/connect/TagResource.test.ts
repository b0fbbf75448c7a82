import assert from "node:assert/strict";
import {
  DeleteContactFlowCommand,
  DescribeContactFlowCommand,
  InvalidParameterException,
  ResourceNotFoundException,
} from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";
import { tag, taggableInstance, tagsOf } from "../../tagged.js";

const many = (count: number, from = 0) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index + from}`, "x"]));

describe("TagResource", () => {
  it("adds tags and changes those that are there", async () => {
    await using customer = await Customer.of({ instance: taggableInstance });
    const arn = `${customer.emulator.instanceArn}/queue/q-1`;
    await tag(customer, arn, { from: "here", "a key: 1/2+3=5@-": "" });
    assert.deepEqual(await tagsOf(customer, arn), { from: "here", "a key: 1/2+3=5@-": "" });
  });

  it("shows in the description of a flow, and goes with it", async () => {
    await using customer = await Customer.of();
    const { instanceId: InstanceId } = customer.emulator;
    const { id: ContactFlowId, arn } = customer.emulator.flow("greeting");
    await tag(customer, arn, { a: "b" });
    const command = new DescribeContactFlowCommand({ InstanceId, ContactFlowId });
    assert.deepEqual((await customer.connect.send(command)).ContactFlow?.Tags, { a: "b" });
    await customer.connect.send(new DeleteContactFlowCommand({ InstanceId, ContactFlowId }));
    await refusal(tag(customer, arn, { a: "b" }), ResourceNotFoundException);
  });

  it("takes 50 tags, and refuses the next without taking any", async () => {
    await using customer = await Customer.of();
    const { arn } = customer.emulator.flow("greeting");
    await tag(customer, arn, many(50));
    await tag(customer, arn, many(50));
    await refusal(tag(customer, arn, many(2, 49)), InvalidParameterException);
    assert.equal(Object.keys((await tagsOf(customer, arn)) ?? {}).length, 50);
  });

  it("refuses keys of AWS's, keys and values over their limits, and no tags at all", async () => {
    await using customer = await Customer.of();
    const { arn } = customer.emulator.flow("greeting");
    const refused = [
      { "aws:a": "b" },
      { "a*b": "c" },
      { ["k".repeat(129)]: "v" },
      { k: "v".repeat(257) },
      {},
      many(51),
    ];
    for (const tags of refused) await refusal(tag(customer, arn, tags), InvalidParameterException);
    assert.deepEqual(await tagsOf(customer, arn), {});
  });
});
