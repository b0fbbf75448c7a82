import assert from "node:assert/strict";
import { DescribeInstanceCommand, ResourceNotFoundException } from "@aws-sdk/client-connect";
import { manualClock } from "../../../../provider/emulator/index.js";
import { Customer, refusal } from "../../customer.js";

const describeInstance = (customer: Customer, InstanceId: string) =>
  customer.connect.send(new DescribeInstanceCommand({ InstanceId }));

describe("DescribeInstance", () => {
  it("tells what the instance file says, and when the emulator was started", async () => {
    const start = Date.UTC(2026, 4, 1);
    await using customer = await Customer.of({
      clock: manualClock(start),
      instance: { instance: { id: "i-1", alias: "acme", attributes: { OUTBOUND_CALLS: false }, tags: { a: "b" } } },
    });
    const { Instance } = await describeInstance(customer, "i-1");
    assert.deepEqual(Instance, {
      Id: "i-1",
      Arn: customer.emulator.instanceArn,
      IdentityManagementType: "CONNECT_MANAGED",
      InstanceAlias: "acme",
      CreatedTime: new Date(start),
      ServiceRole:
        "arn:aws:iam::123456789012:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect",
      InstanceStatus: "ACTIVE",
      InboundCallsEnabled: true,
      OutboundCallsEnabled: false,
      InstanceAccessUrl: "https://acme.my.connect.aws",
      Tags: { a: "b" },
    });
  });

  it("refuses another instance", async () => {
    await using customer = await Customer.of();
    const error = await refusal(describeInstance(customer, "other"), ResourceNotFoundException);
    assert.equal(error.$metadata.httpStatusCode, 404);
  });
});
