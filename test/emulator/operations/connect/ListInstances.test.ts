import assert from "node:assert/strict";
import { InvalidRequestException, ListInstancesCommand } from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";

describe("ListInstances", () => {
  it("has the one instance, on one page", async () => {
    await using customer = await Customer.of({ instance: { instance: { alias: "acme" } } });
    const { InstanceSummaryList = [], NextToken } = await customer.connect.send(new ListInstancesCommand());
    assert.deepEqual(
      InstanceSummaryList.map(({ Id, Arn, InstanceAlias, InstanceStatus }) => [Id, Arn, InstanceAlias, InstanceStatus]),
      [[customer.emulator.instanceId, customer.emulator.instanceArn, "acme", "ACTIVE"]],
    );
    assert.equal(NextToken, undefined);
  });

  it("refuses pages over ten, and a token of nobody", async () => {
    await using customer = await Customer.of();
    for (const request of [{ MaxResults: 11 }, { MaxResults: 0 }, { NextToken: "x" }]) {
      await refusal(customer.connect.send(new ListInstancesCommand(request)), InvalidRequestException);
    }
  });
});
