import assert from "node:assert/strict";
import {
  InvalidParameterException,
  ListContactFlowModulesCommand,
  type ListContactFlowModulesCommandInput,
  ResourceNotFoundException,
} from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";
import { createModule } from "../../modules.js";

const list = (customer: Customer, more: Partial<ListContactFlowModulesCommandInput> = {}) =>
  customer.connect.send(new ListContactFlowModulesCommand({ InstanceId: customer.emulator.instanceId, ...more }));

describe("ListContactFlowModules", () => {
  it("has the modules in pages, by state", async () => {
    await using customer = await Customer.of();
    assert.deepEqual((await list(customer)).ContactFlowModulesSummaryList, []);
    const { Id, Arn } = await createModule(customer, { Name: "a" });
    await createModule(customer, { Name: "b" });
    const first = await list(customer, { MaxResults: 1, ContactFlowModuleState: "ACTIVE" });
    assert.deepEqual(first.ContactFlowModulesSummaryList, [{ Id, Arn, Name: "a", State: "ACTIVE" }]);
    const second = await list(customer, { MaxResults: 1, NextToken: first.NextToken });
    assert.deepEqual(
      second.ContactFlowModulesSummaryList?.map(({ Name }) => Name),
      ["b"],
    );
    assert.equal(second.NextToken, undefined);
    assert.deepEqual((await list(customer, { ContactFlowModuleState: "ARCHIVED" })).ContactFlowModulesSummaryList, []);
  });

  it("refuses a token of nobody, another state, and another instance", async () => {
    await using customer = await Customer.of();
    await refusal(list(customer, { NextToken: "x" }), InvalidParameterException);
    await refusal(list(customer, { ContactFlowModuleState: "GONE" as "ACTIVE" }), InvalidParameterException);
    await refusal(list(customer, { InstanceId: "other" }), ResourceNotFoundException);
  });
});
