import assert from "node:assert/strict";
import {
  DescribeContactCommand,
  InvalidParameterException,
  InvalidRequestException,
  ResourceNotFoundException,
  TagContactCommand,
  UntagContactCommand,
} from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";

function untag({ connect, emulator }: Customer, ContactId: string, ...TagKeys: string[]) {
  return connect.send(new UntagContactCommand({ InstanceId: emulator.instanceId, ContactId, TagKeys }));
}

async function tagged(customer: Customer, Tags: Record<string, string>): Promise<string> {
  const { ContactId } = await customer.start();
  await customer.connect.send(new TagContactCommand({ InstanceId: customer.emulator.instanceId, ContactId, Tags }));
  return ContactId;
}

async function keys({ connect, emulator }: Customer, ContactId: string): Promise<string[]> {
  const { Contact } = await connect.send(new DescribeContactCommand({ InstanceId: emulator.instanceId, ContactId }));
  return Object.keys(Contact?.Tags ?? {});
}

describe("UntagContact", () => {
  it("takes tags away, and passes over keys that the contact does not have", async () => {
    await using customer = await Customer.of();
    const contact = await tagged(customer, { "a=b/c": "1", two: "2", three: "3" });
    await untag(customer, contact, "a=b/c", "two", "four");
    assert.deepEqual(await keys(customer, contact), ["aws:connect:instanceId", "three"]);
  });

  it("makes room for other tags", async () => {
    await using customer = await Customer.of({ quotas: { tagsPerContact: 1 } });
    const ContactId = await tagged(customer, { one: "1" });
    await untag(customer, ContactId, "one");
    const InstanceId = customer.emulator.instanceId;
    await customer.connect.send(new TagContactCommand({ InstanceId, ContactId, Tags: { two: "2" } }));
    assert.deepEqual(await keys(customer, ContactId), ["aws:connect:instanceId", "two"]);
  });

  it("refuses no keys, more than six, and keys of AWS", async () => {
    await using customer = await Customer.of();
    const contact = await tagged(customer, { one: "1" });
    await refusal(untag(customer, contact), InvalidParameterException);
    await refusal(untag(customer, contact, ..."abcdefg"), InvalidParameterException);
    await refusal(untag(customer, contact, "aws:connect:instanceId"), InvalidParameterException);
    assert.deepEqual(await keys(customer, contact), ["aws:connect:instanceId", "one"]);
  });

  it("takes tags of a contact that has ended, or refuses when told so", async () => {
    for (const tagEndedContact of [200, 400] as const) {
      await using customer = await Customer.of({ behaviour: { tagEndedContact } });
      const contact = await tagged(customer, { one: "1" });
      await customer.stop(contact);
      if (tagEndedContact === 200) await untag(customer, contact, "one");
      else await refusal(untag(customer, contact, "one"), InvalidRequestException);
      assert.equal((await keys(customer, contact)).includes("one"), tagEndedContact === 400);
    }
  });

  it("refuses a contact that never was, and another instance", async () => {
    await using customer = await Customer.of();
    const ContactId = await tagged(customer, { one: "1" });
    await refusal(untag(customer, "nobody", "one"), ResourceNotFoundException);
    const command = new UntagContactCommand({ InstanceId: "other", ContactId, TagKeys: ["one"] });
    await refusal(customer.connect.send(command), ResourceNotFoundException);
  });
});
