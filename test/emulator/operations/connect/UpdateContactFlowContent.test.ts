import assert from "node:assert/strict";
import {
  DescribeContactFlowCommand,
  InvalidContactFlowException,
  ResourceNotFoundException,
  UpdateContactFlowContentCommand,
} from "@aws-sdk/client-connect";
import { greeting } from "../../../flows.js";
import { Customer, refusal } from "../../customer.js";

const content = (text: string) => JSON.stringify(greeting("x", text).content);

function update(customer: Customer, id: string, Content: string) {
  const { instanceId } = customer.emulator;
  return customer.connect.send(
    new UpdateContactFlowContentCommand({ InstanceId: instanceId, ContactFlowId: id, Content }),
  );
}

async function described(customer: Customer, id: string) {
  const { instanceId } = customer.emulator;
  const command = new DescribeContactFlowCommand({ InstanceId: instanceId, ContactFlowId: id });
  return (await customer.connect.send(command)).ContactFlow;
}

async function heard(customer: Customer) {
  const { ContactId, url } = await customer.chat();
  await customer.subscribe(url);
  return customer.view(ContactId).messages.map(({ content: said }) => said);
}

describe("UpdateContactFlowContent", () => {
  it("publishes by a plain id: the next chat hears it", async () => {
    await using customer = await Customer.of();
    const { id } = customer.emulator.flow("greeting");
    await update(customer, id, content("Changed"));
    assert.deepEqual(await heard(customer), ["Changed"]);
    assert.equal((await described(customer, id))?.Content, content("Changed"));
  });

  it("saves by $SAVED: chats go on as before, and the draft can be read", async () => {
    await using customer = await Customer.of();
    const { id } = customer.emulator.flow("greeting");
    await update(customer, `${id}:$SAVED`, content("Draft"));
    assert.deepEqual(await heard(customer), ["Hello"]);
    assert.equal((await described(customer, id))?.Status, "PUBLISHED");
    const draft = await described(customer, `${id}:$SAVED`);
    assert.deepEqual([draft?.Status, draft?.Content], ["SAVED", content("Draft")]);
  });

  it("leaves no draft behind when it publishes", async () => {
    await using customer = await Customer.of();
    const { id } = customer.emulator.flow("greeting");
    await update(customer, `${id}:$SAVED`, content("Draft"));
    await update(customer, id, content("Changed"));
    const saved = await described(customer, `${id}:$SAVED`);
    assert.deepEqual([saved?.Status, saved?.Content], ["PUBLISHED", content("Changed")]);
  });

  it("lets a chat go on in the flow that it began in", async () => {
    await using customer = await Customer.of();
    const { id } = customer.emulator.flow("greeting");
    const { ContactId, url } = await customer.chat();
    await update(customer, id, content("Changed"));
    await customer.subscribe(url);
    assert.equal(customer.view(ContactId).messages[0]?.content, "Hello");
  });

  it("refuses what is no flow, and an id that is none", async () => {
    await using customer = await Customer.of();
    await refusal(update(customer, customer.emulator.flow("greeting").id, "no JSON"), InvalidContactFlowException);
    await refusal(update(customer, "none", content("x")), ResourceNotFoundException);
  });
});
