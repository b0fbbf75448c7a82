import assert from "node:assert/strict";
import {
  GetContactAttributesCommand,
  InvalidRequestException,
  ResourceNotFoundException,
} from "@aws-sdk/client-connect";
import { action, flow, wait } from "../../../flows.js";
import { Customer, refusal } from "../../customer.js";

async function attributes({ connect, emulator }: Customer, InitialContactId: string, InstanceId = emulator.instanceId) {
  return (await connect.send(new GetContactAttributesCommand({ InstanceId, InitialContactId }))).Attributes;
}

describe("GetContactAttributes", () => {
  it("gives the attributes that the chat was started with", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start({ Attributes: { plan: "gold", note: "" } });
    assert.deepEqual(await attributes(customer, ContactId), { plan: "gold", note: "" });
  });

  it("gives an empty map for a contact without attributes", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    assert.deepEqual(await attributes(customer, ContactId), {});
  });

  it("gives those that the flow has set, also after the end", async () => {
    const setting = flow(
      "setting",
      action("set", "UpdateContactAttributes", { Attributes: { topic: "order" } }, { next: "wait" }),
      wait("wait", 3600, "wait"),
    );
    await using customer = await Customer.of({ flows: [setting], behaviour: { flowStart: "created" } });
    const { ContactId } = await customer.start({ Attributes: { plan: "gold" } });
    await customer.stop(ContactId);
    assert.deepEqual(await attributes(customer, ContactId), { plan: "gold", topic: "order" });
  });

  it("refuses a contact that never was, and another instance", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    const error = await refusal(attributes(customer, "nobody"), ResourceNotFoundException);
    assert.equal(error.$metadata.httpStatusCode, 404);
    await refusal(attributes(customer, ContactId, "other"), ResourceNotFoundException);
  });

  it("refuses an id that is too long with the error that it declares", async () => {
    await using customer = await Customer.of();
    const error = await refusal(attributes(customer, "x".repeat(257)), InvalidRequestException);
    assert.equal(error.$metadata.httpStatusCode, 400);
  });
});
