import assert from "node:assert/strict";
import {
  DescribeContactFlowCommand,
  DuplicateResourceException,
  ResourceNotFoundException,
  UpdateContactFlowNameCommand,
  type UpdateContactFlowNameCommandInput,
} from "@aws-sdk/client-connect";
import { greeting } from "../../../flows.js";
import { Customer, refusal } from "../../customer.js";

function rename(customer: Customer, ContactFlowId: string, changes: Partial<UpdateContactFlowNameCommandInput>) {
  const { instanceId: InstanceId } = customer.emulator;
  return customer.connect.send(new UpdateContactFlowNameCommand({ InstanceId, ContactFlowId, ...changes }));
}

describe("UpdateContactFlowName", () => {
  it("changes name and description; the id stays", async () => {
    await using customer = await Customer.of();
    const { id } = customer.emulator.flow("greeting");
    await rename(customer, id, { Name: "hello", Description: "Says hello" });
    assert.equal(customer.emulator.flow("hello").id, id);
    const { instanceId: InstanceId } = customer.emulator;
    const command = new DescribeContactFlowCommand({ InstanceId, ContactFlowId: id });
    const { ContactFlow } = await customer.connect.send(command);
    assert.deepEqual([ContactFlow?.Name, ContactFlow?.Description], ["hello", "Says hello"]);
  });

  it("refuses the name of another flow, and takes its own", async () => {
    await using customer = await Customer.of({ flows: [greeting(), greeting("other")] });
    const { id } = customer.emulator.flow("greeting");
    await refusal(rename(customer, id, { Name: "other" }), DuplicateResourceException);
    await rename(customer, id, { Name: "greeting" });
  });

  it("refuses an id that is none", async () => {
    await using customer = await Customer.of();
    await refusal(rename(customer, "none", { Name: "x" }), ResourceNotFoundException);
  });
});
