import assert from "node:assert/strict";
import { DeleteContactFlowCommand, ResourceNotFoundException } from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";

function remove(customer: Customer, id: string) {
  const { instanceId } = customer.emulator;
  return customer.connect.send(new DeleteContactFlowCommand({ InstanceId: instanceId, ContactFlowId: id }));
}

describe("DeleteContactFlow", () => {
  it("leaves no flow to start with, and lets the chats in it go on", async () => {
    await using customer = await Customer.of();
    const { id } = customer.emulator.flow("greeting");
    const { ContactId, url } = await customer.chat();
    await remove(customer, id);
    await refusal(customer.start({ ContactFlowId: id }), ResourceNotFoundException);
    await customer.subscribe(url);
    assert.equal(customer.view(ContactId).messages[0]?.content, "Hello");
    assert.deepEqual(customer.emulator.flows, []);
  });

  it("refuses an id that is none", async () => {
    await using customer = await Customer.of();
    await refusal(remove(customer, "none"), ResourceNotFoundException);
  });
});
