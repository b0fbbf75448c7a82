import assert from "node:assert/strict";
import { ContactNotFoundException, ResourceNotFoundException, StopContactCommand } from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";

describe("StopContact", () => {
  it("ends a contact that nobody connected to", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    await customer.stop(ContactId);
    assert.equal(customer.view(ContactId).disconnectReason, "API");
  });

  it("tells the customer's socket", async () => {
    await using customer = await Customer.of();
    const { ContactId, url } = await customer.chat();
    const frames = await customer.subscribe(url);
    await customer.stop(ContactId);
    const ended = await frames.nextEvent("chat.ended");
    assert.equal(ended.ContactId, ContactId);
  });

  it("succeeds on a contact that has ended, which keeps its reason", async () => {
    await using customer = await Customer.of();
    const { ContactId, ConnectionToken } = await customer.chat();
    await customer.leave(ConnectionToken);
    await customer.stop(ContactId);
    assert.equal(customer.view(ContactId).disconnectReason, "CUSTOMER_DISCONNECT");
  });

  it("answers 410 on a contact that has ended, when told so", async () => {
    await using customer = await Customer.of({ behaviour: { stopEndedContact: 410 } });
    const { ContactId } = await customer.start();
    await customer.stop(ContactId);
    const error = await refusal(customer.stop(ContactId), ContactNotFoundException);
    assert.equal(error.$metadata.httpStatusCode, 410);
  });

  it("answers 410 on a contact that never was", async () => {
    await using customer = await Customer.of();
    const error = await refusal(customer.stop("00000000-0000-4000-8000-000000000000"), ContactNotFoundException);
    assert.equal(error.$metadata.httpStatusCode, 410);
    assert.match(error.message, /does not exist/);
  });

  it("refuses another instance", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    const stopping = customer.connect.send(new StopContactCommand({ InstanceId: "other", ContactId }));
    await refusal(stopping, ResourceNotFoundException);
    assert.equal(customer.view(ContactId).state, "open");
  });
});
