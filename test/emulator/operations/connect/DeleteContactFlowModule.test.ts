import { DeleteContactFlowModuleCommand, ResourceNotFoundException } from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";
import { createModule, describedModule } from "../../modules.js";

function remove(customer: Customer, ContactFlowModuleId = "") {
  const { instanceId: InstanceId } = customer.emulator;
  return customer.connect.send(new DeleteContactFlowModuleCommand({ InstanceId, ContactFlowModuleId }));
}

describe("DeleteContactFlowModule", () => {
  it("leaves no module, and its name to another", async () => {
    await using customer = await Customer.of();
    const { Id } = await createModule(customer);
    await remove(customer, Id);
    await refusal(describedModule(customer, Id), ResourceNotFoundException);
    await createModule(customer);
  });

  it("refuses an id that is none", async () => {
    await using customer = await Customer.of();
    await refusal(remove(customer, "none"), ResourceNotFoundException);
  });
});
