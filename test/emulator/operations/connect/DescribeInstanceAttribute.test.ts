import assert from "node:assert/strict";
import {
  DescribeInstanceAttributeCommand,
  InstanceAttributeType,
  InvalidParameterException,
  ResourceNotFoundException,
} from "@aws-sdk/client-connect";
import { attributeTypes } from "../../../../provider/emulator/instance/words.js";
import { services } from "../../../../provider/emulator/model/model.js";
import { Customer, refusal } from "../../customer.js";

const attribute = (
  customer: Customer,
  AttributeType: InstanceAttributeType,
  InstanceId = customer.emulator.instanceId,
) => customer.connect.send(new DescribeInstanceAttributeCommand({ InstanceId, AttributeType }));

describe("DescribeInstanceAttribute", () => {
  it("has a value for every type that AWS has", async () => {
    await using customer = await Customer.of();
    const { enum: types = [] } = services.connect.shapes.InstanceAttributeType ?? {};
    for (const type of Object.values(InstanceAttributeType)) assert.ok(types.includes(type), type);
    assert.deepEqual([...attributeTypes], types);
    for (const type of types) {
      const { Attribute } = await attribute(customer, type as InstanceAttributeType);
      assert.equal(Attribute?.AttributeType, type);
      assert.match(Attribute?.Value ?? "", /^(true|false)$/, type);
    }
  });

  it("has what the instance file says", async () => {
    const attributes = { CONTACT_LENS: false, MESSAGE_STREAMING: true };
    await using customer = await Customer.of({ instance: { instance: { attributes } } });
    assert.equal((await attribute(customer, "CONTACT_LENS")).Attribute?.Value, "false");
    assert.equal((await attribute(customer, "MESSAGE_STREAMING")).Attribute?.Value, "true");
  });

  it("refuses another type and another instance", async () => {
    await using customer = await Customer.of();
    await refusal(attribute(customer, "CHAT" as "CONTACT_LENS"), InvalidParameterException);
    await refusal(attribute(customer, "CONTACT_LENS", "other"), ResourceNotFoundException);
  });
});
