import assert from "node:assert/strict";
import {
  CreateContactFlowCommand,
  type CreateContactFlowCommandInput,
  DuplicateResourceException,
  InvalidContactFlowException,
  InvalidParameterException,
  ResourceNotFoundException,
} from "@aws-sdk/client-connect";
import { action, disconnect, flow, greeting } from "../../../flows.js";
import { Customer, refusal } from "../../customer.js";

const content = (text: string) => JSON.stringify(greeting("x", text).content);

function create(customer: Customer, more: Partial<CreateContactFlowCommandInput> = {}) {
  return customer.connect.send(
    new CreateContactFlowCommand({
      InstanceId: customer.emulator.instanceId,
      Name: "new",
      Type: "CONTACT_FLOW",
      Content: content("From a new flow"),
      ...more,
    }),
  );
}

describe("CreateContactFlow", () => {
  it("makes a flow that chats can start with at once", async () => {
    await using customer = await Customer.of();
    const { ContactFlowId, ContactFlowArn } = await create(customer);
    assert.equal(ContactFlowArn, `${customer.emulator.instanceArn}/contact-flow/${ContactFlowId}`);
    const { ContactId, url } = await customer.chat({ ContactFlowId });
    await customer.subscribe(url);
    assert.deepEqual(
      customer.view(ContactId).messages.map(({ content: said }) => said),
      ["From a new flow"],
    );
  });

  it("makes a flow that is only saved, with which no chat starts", async () => {
    await using customer = await Customer.of();
    const { ContactFlowId } = await create(customer, { Status: "SAVED" });
    await refusal(customer.start({ ContactFlowId }), ResourceNotFoundException);
  });

  it("refuses a second flow of the same name", async () => {
    await using customer = await Customer.of();
    await create(customer);
    const error = await refusal(create(customer), DuplicateResourceException);
    assert.equal(error.$metadata.httpStatusCode, 409);
  });

  it("tells the problems of a content that is no flow", async () => {
    await using customer = await Customer.of();
    const error = await refusal(create(customer, { Content: "{}" }), InvalidContactFlowException);
    assert.deepEqual(
      error.problems?.map(({ message }) => message),
      [
        "Version is missing; 2019-10-30 is the only one that there is.",
        "Actions is not a list.",
        "StartAction is missing.",
      ],
    );
  });

  it("names the actions that are not emulated", async () => {
    await using customer = await Customer.of();
    const { content: missing } = flow("x", action("a", "ShowView", {}, { next: "end" }), disconnect());
    await assert.rejects(create(customer, { Content: JSON.stringify(missing) }), (error: Error) => {
      assert.deepEqual([error.name, /ShowView/.test(error.message)], ["NotEmulated", true]);
      return true;
    });
  });

  it("refuses another type and another instance", async () => {
    await using customer = await Customer.of();
    await refusal(create(customer, { Type: "FLOW" as "CONTACT_FLOW" }), InvalidParameterException);
    await refusal(create(customer, { InstanceId: "other" }), ResourceNotFoundException);
  });
});
