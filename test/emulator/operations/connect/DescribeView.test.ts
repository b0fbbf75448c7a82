import assert from "node:assert/strict";
import { DescribeViewCommand, InvalidParameterException, ResourceNotFoundException } from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";

const instance = {
  views: [
    {
      name: "Refund",
      id: "v-1",
      description: "A form",
      version: 3,
      template: { Body: [1] },
      inputSchema: { type: "object" },
      actions: ["Submit"],
      tags: { a: "b" },
    },
  ],
};

const view = async (customer: Customer, ViewId: string, InstanceId = customer.emulator.instanceId) =>
  (await customer.connect.send(new DescribeViewCommand({ InstanceId, ViewId }))).View;

describe("DescribeView", () => {
  it("tells a view of the instance, by id or ARN, with $LATEST, $SAVED or its version or without", async () => {
    await using customer = await Customer.of({ instance });
    const arn = `${customer.emulator.instanceArn}/view/v-1`;
    for (const id of ["v-1", arn, "v-1:$LATEST", `${arn}:3`]) {
      const { CreatedTime, LastModifiedTime, ...rest } = (await view(customer, id)) ?? {};
      assert.ok(CreatedTime && LastModifiedTime);
      assert.deepEqual(rest, {
        Id: "v-1",
        Arn: arn,
        Name: "Refund",
        Status: "PUBLISHED",
        Type: "CUSTOMER_MANAGED",
        Description: "A form",
        Version: 3,
        Content: { InputSchema: '{"type":"object"}', Template: '{"Body":[1]}', Actions: ["Submit"] },
        Tags: { a: "b" },
      });
    }
    assert.equal((await view(customer, "v-1:$SAVED"))?.Status, "SAVED");
  });

  it("tells one of AWS's by its ARN alone", async () => {
    await using customer = await Customer.of({ region: "eu-central-1" });
    const { Type, Id, Arn, Content } = (await view(customer, "arn:aws:connect:eu-central-1:aws:view/form:1")) ?? {};
    assert.deepEqual([Type, Id, Arn], ["AWS_MANAGED", "form", "arn:aws:connect:eu-central-1:aws:view/form"]);
    assert.deepEqual(Content?.Actions, ["Back", "Next", "Step"]);
    await refusal(view(customer, "form"), ResourceNotFoundException);
  });

  it("refuses an id that is none or not like one, another version, and another instance", async () => {
    await using customer = await Customer.of({ instance });
    await refusal(view(customer, "none"), ResourceNotFoundException);
    await refusal(view(customer, "v-1:2"), ResourceNotFoundException);
    await refusal(view(customer, "v 1"), InvalidParameterException);
    await refusal(view(customer, "v-1", "other"), ResourceNotFoundException);
  });
});
