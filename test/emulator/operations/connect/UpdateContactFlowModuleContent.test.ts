import assert from "node:assert/strict";
import {
  InvalidContactFlowModuleException,
  ResourceNotFoundException,
  UpdateContactFlowModuleContentCommand,
  type UpdateContactFlowModuleContentCommandInput,
} from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";
import { createModule, describedModule, moduleContent } from "../../modules.js";

function update(customer: Customer, id = "", changes: Partial<UpdateContactFlowModuleContentCommandInput> = {}) {
  const { instanceId: InstanceId } = customer.emulator;
  const request = { InstanceId, ContactFlowModuleId: id, ...changes };
  return customer.connect.send(new UpdateContactFlowModuleContentCommand(request));
}

describe("UpdateContactFlowModuleContent", () => {
  it("publishes by a plain id, and leaves what it is not given", async () => {
    await using customer = await Customer.of();
    const { Id } = await createModule(customer, { Settings: '{"a":1}' });
    await update(customer, Id, { Content: moduleContent("Changed") });
    const { Content, Settings, Status } = (await describedModule(customer, Id)) ?? {};
    assert.deepEqual([Content, Settings, Status], [moduleContent("Changed"), '{"a":1}', "PUBLISHED"]);
    await update(customer, Id, { Settings: "{}" });
    const after = await describedModule(customer, Id);
    assert.deepEqual([after?.Content, after?.Settings], [moduleContent("Changed"), "{}"]);
  });

  it("saves by $SAVED, anything at all, beside what is published", async () => {
    await using customer = await Customer.of();
    const { Id } = await createModule(customer);
    await update(customer, `${Id}:$SAVED`, { Content: "no JSON" });
    const [published, saved] = [await describedModule(customer, Id), await describedModule(customer, `${Id}:$SAVED`)];
    assert.deepEqual([published?.Content, published?.Status], [moduleContent(), "PUBLISHED"]);
    assert.deepEqual([saved?.Content, saved?.Status], ["no JSON", "SAVED"]);
  });

  it("refuses what is no module, and an id that is none", async () => {
    await using customer = await Customer.of();
    const { Id } = await createModule(customer);
    const error = await refusal(update(customer, Id, { Content: "no JSON" }), InvalidContactFlowModuleException);
    assert.match(error.Problems?.[0]?.message ?? "", /^It is not JSON/);
    assert.equal((await describedModule(customer, Id))?.Content, moduleContent());
    await refusal(update(customer, "none", { Content: moduleContent() }), ResourceNotFoundException);
  });
});
