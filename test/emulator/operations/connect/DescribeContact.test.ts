import assert from "node:assert/strict";
import { type Contact, DescribeContactCommand, ResourceNotFoundException } from "@aws-sdk/client-connect";
import { manualClock } from "../../../../provider/emulator/index.js";
import { action, disconnect, flow } from "../../../flows.js";
import { Customer, refusal } from "../../customer.js";

async function described({ connect, emulator }: Customer, ContactId: string): Promise<Contact> {
  const answer = await connect.send(new DescribeContactCommand({ InstanceId: emulator.instanceId, ContactId }));
  assert.ok(answer.Contact);
  return answer.Contact;
}

describe("DescribeContact", () => {
  it("describes a contact that was just started", async () => {
    const clock = manualClock();
    await using customer = await Customer.of({ clock });
    const { ContactId } = await customer.start({ Attributes: { plan: "gold" }, CustomerId: "c-1" });
    const contact = await described(customer, ContactId);
    assert.equal(contact.Id, ContactId);
    assert.equal(contact.Arn, `${customer.emulator.instanceArn}/contact/${ContactId}`);
    assert.equal(contact.Channel, "CHAT");
    assert.equal(contact.InitiationMethod, "API");
    assert.deepEqual(contact.InitiationTimestamp, new Date(clock.now()));
    assert.deepEqual(contact.Attributes, { plan: "gold" });
    assert.equal(contact.CustomerId, "c-1");
    assert.equal(contact.QueueInfo, undefined);
    assert.equal(contact.DisconnectTimestamp, undefined);
    assert.equal(contact.DisconnectReason, undefined);
  });

  it("tells when and why a contact ended", async () => {
    const clock = manualClock();
    await using customer = await Customer.of({ clock });
    const { ContactId } = await customer.start();
    const initiated = clock.now();
    clock.advance(1500);
    await customer.stop(ContactId);
    const contact = await described(customer, ContactId);
    assert.deepEqual(contact.InitiationTimestamp, new Date(initiated));
    assert.deepEqual(contact.DisconnectTimestamp, new Date(initiated + 1500));
    assert.equal(contact.DisconnectReason, "API");
  });

  it("tells the queue that the flow left the contact in", async () => {
    const clock = manualClock();
    const toQueue = flow(
      "to queue",
      action("target", "UpdateContactTargetQueue", { QueueId: "sales" }, { next: "transfer" }),
      action("transfer", "TransferContactToQueue", {}, { errors: { NoMatchingError: "end" } }),
      disconnect(),
    );
    await using customer = await Customer.of({ clock, flows: [toQueue], behaviour: { flowStart: "created" } });
    const { ContactId } = await customer.start();
    const { QueueInfo } = await described(customer, ContactId);
    assert.deepEqual(QueueInfo, { Id: "sales", EnqueueTimestamp: new Date(clock.now()) });
  });

  it("refuses a contact that never was", async () => {
    await using customer = await Customer.of();
    const error = await refusal(described(customer, "nobody"), ResourceNotFoundException);
    assert.equal(error.$metadata.httpStatusCode, 404);
  });

  it("refuses another instance", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    const command = new DescribeContactCommand({ InstanceId: "other", ContactId });
    await refusal(customer.connect.send(command), ResourceNotFoundException);
  });
});
