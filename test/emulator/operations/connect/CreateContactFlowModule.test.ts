import assert from "node:assert/strict";
import {
  DuplicateResourceException,
  IdempotencyException,
  InvalidContactFlowModuleException,
  InvalidParameterException,
  LimitExceededException,
  ResourceNotFoundException,
} from "@aws-sdk/client-connect";
import { action, disconnect, flow } from "../../../flows.js";
import { Customer, refusal } from "../../customer.js";
import { createModule, describedModule } from "../../modules.js";

describe("CreateContactFlowModule", () => {
  it("makes a published module of the instance", async () => {
    await using customer = await Customer.of();
    const { Id, Arn } = await createModule(customer, { Description: "d", Settings: "{}", Tags: { a: "b" } });
    assert.equal(Arn, `${customer.emulator.instanceArn}/flow-module/${Id}`);
    const { Name, Status, State, Description, Settings, Tags } = (await describedModule(customer, Id)) ?? {};
    assert.deepEqual(
      [Name, Status, State, Description, Settings, Tags],
      ["checks", "PUBLISHED", "ACTIVE", "d", "{}", { a: "b" }],
    );
  });

  it("makes one module for one client token", async () => {
    await using customer = await Customer.of();
    const { Id } = await createModule(customer, { ClientToken: "token" });
    assert.equal((await createModule(customer, { ClientToken: "token" })).Id, Id);
    const error = await refusal(createModule(customer, { ClientToken: "token", Name: "other" }), IdempotencyException);
    assert.equal(error.$metadata.httpStatusCode, 409);
  });

  it("refuses a second module of the same name, but not the name of a flow", async () => {
    await using customer = await Customer.of();
    await createModule(customer, { Name: "greeting" });
    await refusal(createModule(customer, { Name: "greeting" }), DuplicateResourceException);
  });

  it("tells the problems of a content that is no module", async () => {
    await using customer = await Customer.of();
    const error = await refusal(createModule(customer, { Content: "{}" }), InvalidContactFlowModuleException);
    assert.equal(error.$metadata.httpStatusCode, 400);
    assert.deepEqual(
      error.Problems?.map(({ message }) => message),
      [
        "Version is missing; 2019-10-30 is the only one that there is.",
        "Actions is not a list.",
        "StartAction is missing.",
      ],
    );
  });

  it("names the actions that are not emulated", async () => {
    await using customer = await Customer.of();
    const { content } = flow("x", action("a", "NotOfThisWorld", {}, { next: "end" }), disconnect());
    await assert.rejects(createModule(customer, { Content: JSON.stringify(content) }), { name: "NotEmulated" });
  });

  it("refuses one module more than the quota has", async () => {
    await using customer = await Customer.of({ quotas: { flowModules: 1 } }, { maxAttempts: 1 });
    await createModule(customer);
    const error = await refusal(createModule(customer, { Name: "second" }), LimitExceededException);
    assert.equal(error.$metadata.httpStatusCode, 429);
  });

  it("refuses names, contents and tags over their limits, and another instance", async () => {
    await using customer = await Customer.of();
    await refusal(createModule(customer, { Name: "x".repeat(128) }), InvalidParameterException);
    await refusal(createModule(customer, { Name: " " }), InvalidParameterException);
    await refusal(createModule(customer, { Content: "" }), InvalidParameterException);
    await refusal(createModule(customer, { Tags: { "aws:a": "b" } }), InvalidParameterException);
    await refusal(createModule(customer, { InstanceId: "other" }), ResourceNotFoundException);
  });
});
