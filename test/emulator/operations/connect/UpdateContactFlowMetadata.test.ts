import assert from "node:assert/strict";
import {
  DescribeContactFlowCommand,
  DuplicateResourceException,
  InvalidParameterException,
  ResourceNotFoundException,
  UpdateContactFlowMetadataCommand,
  type UpdateContactFlowMetadataCommandInput,
} from "@aws-sdk/client-connect";
import { greeting } from "../../../flows.js";
import { Customer, refusal } from "../../customer.js";

function update(customer: Customer, ContactFlowId: string, changes: Partial<UpdateContactFlowMetadataCommandInput>) {
  const { instanceId: InstanceId } = customer.emulator;
  return customer.connect.send(new UpdateContactFlowMetadataCommand({ InstanceId, ContactFlowId, ...changes }));
}

async function described(customer: Customer, ContactFlowId: string) {
  const { instanceId: InstanceId } = customer.emulator;
  const { ContactFlow } = await customer.connect.send(new DescribeContactFlowCommand({ InstanceId, ContactFlowId }));
  return [ContactFlow?.Name, ContactFlow?.Description, ContactFlow?.State];
}

describe("UpdateContactFlowMetadata", () => {
  it("changes what it is given, and leaves the rest", async () => {
    await using customer = await Customer.of();
    const { id, arn } = customer.emulator.flow("greeting");
    await update(customer, id, { Description: "Says hello" });
    assert.deepEqual(await described(customer, id), ["greeting", "Says hello", "ACTIVE"]);
    await update(customer, arn, { ContactFlowState: "ARCHIVED" });
    await update(customer, id, { Name: "hello" });
    assert.deepEqual(await described(customer, id), ["hello", "Says hello", "ARCHIVED"]);
    await update(customer, id, { Name: "hello", Description: "", ContactFlowState: "ACTIVE" });
    assert.deepEqual(await described(customer, id), ["hello", "", "ACTIVE"]);
  });

  it("refuses the name of another flow, and leaves everything as it was", async () => {
    await using customer = await Customer.of({ flows: [greeting(), greeting("other")] });
    const { id } = customer.emulator.flow("greeting");
    const error = await refusal(
      update(customer, id, { Name: "other", ContactFlowState: "ARCHIVED" }),
      DuplicateResourceException,
    );
    assert.equal(error.$metadata.httpStatusCode, 409);
    assert.deepEqual(await described(customer, id), ["greeting", undefined, "ACTIVE"]);
  });

  it("refuses another state, an empty name, and an id that is none", async () => {
    await using customer = await Customer.of();
    const { id } = customer.emulator.flow("greeting");
    await refusal(update(customer, id, { ContactFlowState: "GONE" as "ACTIVE" }), InvalidParameterException);
    await refusal(update(customer, id, { Name: "" }), InvalidParameterException);
    await refusal(update(customer, "none", { Name: "x" }), ResourceNotFoundException);
    await refusal(update(customer, id, { InstanceId: "other", Name: "x" }), ResourceNotFoundException);
  });
});
