import assert from "node:assert/strict";
import {
  GetContactAttributesCommand,
  InvalidParameterException,
  InvalidRequestException,
  ResourceNotFoundException,
  UpdateContactAttributesCommand,
} from "@aws-sdk/client-connect";
import { Customer, patient, refusal } from "../../customer.js";
import { rawRequest, signature } from "../../raw-request.js";

function update({ connect, emulator }: Customer, InitialContactId: string, Attributes: Record<string, string>) {
  const { instanceId: InstanceId } = emulator;
  return connect.send(new UpdateContactAttributesCommand({ InstanceId, InitialContactId, Attributes }));
}

async function attributes({ connect, emulator }: Customer, InitialContactId: string) {
  const command = new GetContactAttributesCommand({ InstanceId: emulator.instanceId, InitialContactId });
  return (await connect.send(command)).Attributes;
}

describe("UpdateContactAttributes", () => {
  it("adds and replaces attributes, and leaves the others", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start({ Attributes: { plan: "gold", step: "1" } });
    await update(customer, ContactId, { step: "2", "new_key-1": "ü" });
    assert.deepEqual(await attributes(customer, ContactId), { plan: "gold", step: "2", "new_key-1": "ü" });
  });

  it("removes an attribute that is set to an empty value", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start({ Attributes: { plan: "gold", step: "1" } });
    await update(customer, ContactId, { step: "", none: "" });
    assert.deepEqual(await attributes(customer, ContactId), { plan: "gold" });
  });

  it("keeps an empty value when told so", async () => {
    await using customer = await Customer.of({ behaviour: { emptyAttribute: "kept" } });
    const { ContactId } = await customer.start({ Attributes: { plan: "gold" } });
    await update(customer, ContactId, { plan: "" });
    assert.deepEqual(await attributes(customer, ContactId), { plan: "" });
  });

  it("updates a contact that has ended", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    await customer.stop(ContactId);
    await update(customer, ContactId, { review: "bad" });
    assert.deepEqual(await attributes(customer, ContactId), { review: "bad" });
  });

  it("tells who waits for a change of the contact", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ContactId } = await customer.start();
    const changed = customer.emulator.until(([contact]) => contact?.attributes.step === "2");
    await update(customer, ContactId, { step: "2" });
    await changed;
  });

  it("takes 32,768 bytes in all and no more, old attributes included", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start({ Attributes: { ab: "x".repeat(16_382) } });
    await update(customer, ContactId, { cd: "x".repeat(16_382) });
    const error = await refusal(
      update(customer, ContactId, { e: "" }).then(() => update(customer, ContactId, { e: "x" })),
      InvalidParameterException,
    );
    assert.match(error.message, /Attributes have 32770 bytes; 32768 is the limit\./);
    assert.deepEqual(Object.keys((await attributes(customer, ContactId)) ?? {}), ["ab", "cd"]);
    await update(customer, ContactId, { ab: "" });
    await update(customer, ContactId, { e: "ü".repeat(1000) });
  });

  it("has the limit that the quota sets", async () => {
    await using customer = await Customer.of({ quotas: { contactAttributeBytes: 10 } });
    const { ContactId } = await customer.start({ Attributes: { a: "123456789" } });
    await refusal(update(customer, ContactId, { b: "1" }), InvalidParameterException);
    await refusal(customer.start({ Attributes: { a: "1234567890" } }), InvalidParameterException);
  });

  it("refuses keys of other characters than letters, digits, - and _", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    const error = await refusal(update(customer, ContactId, { "a b": "1" }), InvalidParameterException);
    assert.match(error.message, /a b/);
    assert.deepEqual(await attributes(customer, ContactId), {});
  });

  it("refuses a contact that never was, and another instance", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    await refusal(update(customer, "nobody", { a: "1" }), ResourceNotFoundException);
    const command = new UpdateContactAttributesCommand({
      InstanceId: "other",
      InitialContactId: ContactId,
      Attributes: {},
    });
    await refusal(customer.connect.send(command), ResourceNotFoundException);
  });

  it("refuses a request without attributes", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    const InstanceId = customer.emulator.instanceId;
    const command = new UpdateContactAttributesCommand({
      InstanceId,
      InitialContactId: ContactId,
      Attributes: undefined,
    });
    const error = await refusal(customer.connect.send(command), InvalidParameterException);
    assert.match(error.message, /Attributes is required/);
  });

  it("refuses a body that is not JSON", async () => {
    await using customer = await Customer.of();
    const headers = { authorization: signature };
    const answer = await rawRequest(customer.emulator.url, "POST /contact/attributes", headers, "{");
    assert.equal(answer.status, 400);
    assert.equal(answer.headers["x-amzn-errortype"], InvalidRequestException.name);
  });
});
