import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  CreateContactFlowCommand,
  type CreateContactFlowCommandInput,
  DescribeContactFlowCommand,
  DuplicateResourceException,
  InvalidContactFlowException,
  InvalidParameterException,
  LimitExceededException,
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

  it("saves what is no flow at all, and tells the hash of any content", async () => {
    await using customer = await Customer.of();
    const { FlowContentSha256, ContactFlowId = "" } = await create(customer, { Status: "SAVED", Content: "no JSON" });
    assert.equal(FlowContentSha256, createHash("sha256").update("no JSON").digest("hex"));
    const { instanceId: InstanceId } = customer.emulator;
    const command = new DescribeContactFlowCommand({ InstanceId, ContactFlowId: `${ContactFlowId}:$SAVED` });
    const { ContactFlow } = await customer.connect.send(command);
    assert.deepEqual([ContactFlow?.Content, ContactFlow?.Status], ["no JSON", "SAVED"]);
  });

  it("refuses one flow more than the quota has, and a content over its limits", async () => {
    await using customer = await Customer.of({ quotas: { flows: 2 } }, { maxAttempts: 1 });
    await create(customer);
    const error = await refusal(create(customer, { Name: "third" }), LimitExceededException);
    assert.equal(error.$metadata.httpStatusCode, 429);
    const many = flow("x", ...Array.from({ length: 251 }, (_, index) => disconnect(`end-${index}`))).content;
    for (const Content of [JSON.stringify(many), `{"a":"${"x".repeat(256_000)}"}`]) {
      const { problems = [] } = await refusal(create(customer, { Name: "big", Content }), InvalidContactFlowException);
      assert.match(problems.map(({ message }) => message).join(), /is the limit\.$/);
    }
  });

  it("refuses tags that begin with aws:", async () => {
    await using customer = await Customer.of();
    await refusal(create(customer, { Tags: { "aws:x": "y" } }), InvalidParameterException);
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
    const { content: missing } = flow("x", action("a", "NotOfThisWorld", {}, { next: "end" }), disconnect());
    await assert.rejects(create(customer, { Content: JSON.stringify(missing) }), (error: Error) => {
      assert.deepEqual([error.name, /NotOfThisWorld/.test(error.message)], ["NotEmulated", true]);
      return true;
    });
  });

  it("refuses another type and another instance", async () => {
    await using customer = await Customer.of();
    await refusal(create(customer, { Type: "FLOW" as "CONTACT_FLOW" }), InvalidParameterException);
    await refusal(create(customer, { InstanceId: "other" }), ResourceNotFoundException);
  });
});
