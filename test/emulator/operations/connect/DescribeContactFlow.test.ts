import assert from "node:assert/strict";
import { createHash } from "node:crypto";
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
    const { ContactFlow: { LastModifiedTime, ...ContactFlow } = {} } = await describeFlow(customer, id);
    assert.ok(Math.abs((LastModifiedTime?.getTime() ?? 0) - Date.now()) < 60_000);
    assert.deepEqual(ContactFlow, {
      Id: id,
      Arn: arn,
      Name: "greeting",
      Type: "CONTACT_FLOW",
      State: "ACTIVE",
      Status: "PUBLISHED",
      Content: JSON.stringify(greeting().content),
      FlowContentSha256: createHash("sha256").update(JSON.stringify(greeting().content)).digest("hex"),
      LastModifiedRegion: "us-east-1",
    });
  });

  it("takes the ARN for the id", async () => {
    await using customer = await Customer.of();
    const { id, arn } = customer.emulator.flow("greeting");
    assert.equal((await describeFlow(customer, arn)).ContactFlow?.Id, id);
    assert.equal((await describeFlow(customer, `${arn}:$SAVED`)).ContactFlow?.Status, "PUBLISHED");
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
    const { id } = customer.emulator.flow("greeting");
    await refusal(describeFlow(customer, `${id}:1`), ResourceNotFoundException);
  });
});
