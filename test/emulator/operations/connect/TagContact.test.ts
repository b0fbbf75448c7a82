import assert from "node:assert/strict";
import {
  DescribeContactCommand,
  InvalidParameterException,
  InvalidRequestException,
  ResourceNotFoundException,
  TagContactCommand,
} from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";

function tag({ connect, emulator }: Customer, ContactId: string, Tags: Record<string, string>) {
  return connect.send(new TagContactCommand({ InstanceId: emulator.instanceId, ContactId, Tags }));
}

/** Those that users have set. */
async function tags({ connect, emulator }: Customer, ContactId: string) {
  const { instanceId: InstanceId } = emulator;
  const { Contact } = await connect.send(new DescribeContactCommand({ InstanceId, ContactId }));
  const { "aws:connect:instanceId": own, ...others } = Contact?.Tags ?? {};
  assert.equal(own, InstanceId);
  return others;
}

const numbered = (count: number) =>
  Object.fromEntries([..."abcdefgh"].slice(0, count).map((letter) => [letter, letter]));

describe("TagContact", () => {
  it("adds and replaces tags", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    await tag(customer, ContactId, { department: "sales", team: "a" });
    await tag(customer, ContactId, { team: "" });
    assert.deepEqual(await tags(customer, ContactId), { department: "sales", team: "" });
  });

  it("takes six tags and no more", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    await tag(customer, ContactId, numbered(5));
    await tag(customer, ContactId, { a: "again", f: "f" });
    const error = await refusal(tag(customer, ContactId, { g: "g" }), InvalidParameterException);
    assert.match(error.message, /7 tags; 6 is the limit/);
    assert.equal(Object.keys(await tags(customer, ContactId)).length, 6);
  });

  it("takes as many tags as the quota says", async () => {
    await using customer = await Customer.of({ quotas: { tagsPerContact: 1 } });
    const { ContactId } = await customer.start();
    await refusal(tag(customer, ContactId, numbered(2)), InvalidParameterException);
    await tag(customer, ContactId, numbered(1));
  });

  it("refuses no tags, too many at once, keys of AWS and values that are too long", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    for (const Tags of [{}, numbered(7), { "aws:x": "1" }, { ä: "1" }, { a: "x".repeat(257) }]) {
      await refusal(tag(customer, ContactId, Tags), InvalidParameterException);
    }
    assert.deepEqual(await tags(customer, ContactId), {});
  });

  it("tags a contact that has ended", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    await customer.stop(ContactId);
    await tag(customer, ContactId, { late: "yes" });
    assert.deepEqual(await tags(customer, ContactId), { late: "yes" });
  });

  it("refuses a contact that has ended when told so", async () => {
    await using customer = await Customer.of({ behaviour: { tagEndedContact: 400 } });
    const { ContactId } = await customer.start();
    await tag(customer, ContactId, { early: "yes" });
    await customer.stop(ContactId);
    await refusal(tag(customer, ContactId, { late: "yes" }), InvalidRequestException);
    assert.deepEqual(await tags(customer, ContactId), { early: "yes" });
  });

  it("refuses a contact that never was, and another instance", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    await refusal(tag(customer, "nobody", { a: "1" }), ResourceNotFoundException);
    const command = new TagContactCommand({ InstanceId: "other", ContactId, Tags: { a: "1" } });
    await refusal(customer.connect.send(command), ResourceNotFoundException);
  });
});
