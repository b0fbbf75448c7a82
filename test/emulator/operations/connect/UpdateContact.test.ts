import assert from "node:assert/strict";
import {
  DescribeContactCommand,
  InvalidParameterException,
  InvalidRequestException,
  ResourceNotFoundException,
  type SegmentAttributeValue,
  UpdateContactCommand,
  type UpdateContactRequest,
} from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";

function update({ connect, emulator }: Customer, ContactId: string, updates: Partial<UpdateContactRequest>) {
  return connect.send(new UpdateContactCommand({ InstanceId: emulator.instanceId, ContactId, ...updates }));
}

async function described({ connect, emulator }: Customer, ContactId: string) {
  const { Contact } = await connect.send(new DescribeContactCommand({ InstanceId: emulator.instanceId, ContactId }));
  assert.ok(Contact);
  return Contact;
}

describe("UpdateContact", () => {
  it("sets name and description, each on its own", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    await update(customer, ContactId, { Name: "Order 12" });
    await update(customer, ContactId, { Description: "A late one" });
    const { Name, Description } = await described(customer, ContactId);
    assert.deepEqual({ Name, Description }, { Name: "Order 12", Description: "A late one" });
    await update(customer, ContactId, { Name: "" });
    assert.equal((await described(customer, ContactId)).Name, "");
  });

  it("adds and replaces segment attributes by key", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start({ SegmentAttributes: { tier: { ValueString: "one" } } });
    const expiry = { ValueMap: { ExpiryDuration: { ValueInteger: 60 } } };
    await update(customer, ContactId, {
      SegmentAttributes: { tier: { ValueString: "two" }, mood: { ValueString: "" }, "connect:ContactExpiry": expiry },
    });
    assert.deepEqual((await described(customer, ContactId)).SegmentAttributes, {
      "connect:Subtype": { ValueString: "connect:Chat" },
      tier: { ValueString: "two" },
      mood: { ValueString: "" },
      "connect:ContactExpiry": expiry,
    });
  });

  it("refuses segment attributes that are the system's, or no strings", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    const wrong: Record<string, SegmentAttributeValue>[] = [
      { "connect:Subtype": { ValueString: "connect:Guide" } },
      { "a b": { ValueString: "1" } },
      { tier: { ValueInteger: 1 } },
    ];
    for (const SegmentAttributes of wrong) {
      await refusal(update(customer, ContactId, { SegmentAttributes }), InvalidParameterException);
    }
  });

  it("takes references and looks at their types", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    await update(customer, ContactId, { References: { order: { Type: "URL", Value: "https://example.com/12" } } });
    const References = { order: { Type: "LINK" as "URL", Value: "https://example.com/12" } };
    const error = await refusal(update(customer, ContactId, { References }), InvalidParameterException);
    assert.match(error.message, /References\{value\}\.Type must be one of URL,/);
  });

  it("updates a contact that has ended", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    await customer.stop(ContactId);
    await update(customer, ContactId, { Name: "Reviewed" });
    const { Name, DisconnectReason } = await described(customer, ContactId);
    assert.deepEqual({ Name, DisconnectReason }, { Name: "Reviewed", DisconnectReason: "API" });
  });

  it("refuses a request with nothing to update", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    const error = await refusal(update(customer, ContactId, {}), InvalidRequestException);
    assert.match(error.message, /At least one field/);
  });

  it("refuses queue, user and endpoints, which are for external audio contacts", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    for (const updates of [
      { QueueInfo: { Id: "sales" } },
      { UserInfo: { UserId: "ada" } },
      { CustomerEndpoint: { Type: "VOIP" as const, Address: "x" } },
      { SystemEndpoint: { Type: "VOIP" as const, Address: "x" } },
    ]) {
      const error = await refusal(update(customer, ContactId, { Name: "n", ...updates }), InvalidRequestException);
      assert.match(error.message, new RegExp(`^${Object.keys(updates)[0]}: only an external audio contact`));
    }
    assert.equal((await described(customer, ContactId)).Name, undefined);
  });

  it("passes over what is for external audio contacts when told so", async () => {
    await using customer = await Customer.of({ behaviour: { externalAudioMembers: "ignored" } });
    const { ContactId } = await customer.start();
    await update(customer, ContactId, { Name: "n", QueueInfo: { Id: "sales" } });
    const { Name, QueueInfo } = await described(customer, ContactId);
    assert.deepEqual({ Name, QueueInfo }, { Name: "n", QueueInfo: undefined });
  });

  it("refuses a name that is too long", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    await update(customer, ContactId, { Name: "x".repeat(1024) });
    await refusal(update(customer, ContactId, { Name: "x".repeat(1025) }), InvalidParameterException);
  });

  it("refuses a contact that never was, and another instance", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    await refusal(update(customer, "nobody", { Name: "n" }), ResourceNotFoundException);
    await refusal(update(customer, ContactId, { InstanceId: "other", Name: "n" }), ResourceNotFoundException);
  });
});
