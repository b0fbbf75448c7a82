import assert from "node:assert/strict";
import {
  DescribeInstanceAttributeCommand,
  DescribeInstanceCommand,
  InvalidParameterException,
  ResourceNotFoundException,
  UpdateInstanceAttributeCommand,
  type UpdateInstanceAttributeCommandInput,
} from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";

function update(customer: Customer, changes: Partial<UpdateInstanceAttributeCommandInput>) {
  const { instanceId: InstanceId } = customer.emulator;
  const request = { InstanceId, AttributeType: "CONTACTFLOW_LOGS", Value: "true", ...changes } as const;
  return customer.connect.send(new UpdateInstanceAttributeCommand(request));
}

describe("UpdateInstanceAttribute", () => {
  it("changes what DescribeInstanceAttribute and DescribeInstance tell", async () => {
    await using customer = await Customer.of();
    const { instanceId: InstanceId } = customer.emulator;
    await update(customer, { Value: "TRUE" });
    await update(customer, { AttributeType: "INBOUND_CALLS", Value: "false" });
    const command = new DescribeInstanceAttributeCommand({ InstanceId, AttributeType: "CONTACTFLOW_LOGS" });
    assert.equal((await customer.connect.send(command)).Attribute?.Value, "true");
    const { Instance } = await customer.connect.send(new DescribeInstanceCommand({ InstanceId }));
    assert.equal(Instance?.InboundCallsEnabled, false);
  });

  it("refuses values other than true and false, other types and another instance", async () => {
    await using customer = await Customer.of();
    await refusal(update(customer, { Value: "yes" }), InvalidParameterException);
    await refusal(update(customer, { Value: "" }), InvalidParameterException);
    await refusal(update(customer, { AttributeType: "CHAT" as "CONTACT_LENS" }), InvalidParameterException);
    await refusal(update(customer, { InstanceId: "other" }), ResourceNotFoundException);
  });
});
