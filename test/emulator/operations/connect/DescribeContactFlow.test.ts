import assert from "node:assert/strict";
import {
  ContactFlowNotPublishedException,
  CreateContactFlowCommand,
  DescribeContactFlowCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-connect";
import { greeting } from "../../../flows.js";
import { Customer, refusal } from "../../customer.js";

function describeFlow(customer: Customer, id: string) {
  const { instanceId } = customer.emulator;
  return customer.connect.send(new DescribeContactFlowCommand({ InstanceId: instanceId, ContactFlowId: id }));
}

describe("DescribeContactFlow", () => {
  it("tells name, type, state and content", async () => {
    await using customer = await Customer.of();
    const { id, arn } = customer.emulator.flow("greeting");
    const { ContactFlow } = await describeFlow(customer, id);
    assert.deepEqual(ContactFlow, {
      Id: id,
      Arn: arn,
      Name: "greeting",
      Type: "CONTACT_FLOW",
      State: "ACTIVE",
      Status: "PUBLISHED",
      Content: JSON.stringify(greeting().content),
    });
  });

  it("refuses a flow that was never published, but for $SAVED", async () => {
    await using customer = await Customer.of();
    const command = new CreateContactFlowCommand({
      InstanceId: customer.emulator.instanceId,
      Name: "draft",
      Type: "CONTACT_FLOW",
      Status: "SAVED",
      Content: JSON.stringify(greeting().content),
    });
    const { ContactFlowId = "" } = await customer.connect.send(command);
    const error = await refusal(describeFlow(customer, ContactFlowId), ContactFlowNotPublishedException);
    assert.equal(error.$metadata.httpStatusCode, 404);
    assert.equal((await describeFlow(customer, `${ContactFlowId}:$SAVED`)).ContactFlow?.Name, "draft");
  });

  it("refuses an id that is none", async () => {
    await using customer = await Customer.of();
    await refusal(describeFlow(customer, "none"), ResourceNotFoundException);
  });
});
