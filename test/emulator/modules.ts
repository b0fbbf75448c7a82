import {
  CreateContactFlowModuleCommand,
  type CreateContactFlowModuleCommandInput,
  DescribeContactFlowModuleCommand,
} from "@aws-sdk/client-connect";
import { greeting } from "../flows.js";
import type { Customer } from "./customer.js";

/** The content of a module that the emulator can publish. */
export const moduleContent = (text = "Hello") => JSON.stringify(greeting("x", text).content);

export function createModule(customer: Customer, more: Partial<CreateContactFlowModuleCommandInput> = {}) {
  const { instanceId: InstanceId } = customer.emulator;
  return customer.connect.send(
    new CreateContactFlowModuleCommand({ InstanceId, Name: "checks", Content: moduleContent(), ...more }),
  );
}

export async function describedModule(customer: Customer, ContactFlowModuleId = "") {
  const { instanceId: InstanceId } = customer.emulator;
  const command = new DescribeContactFlowModuleCommand({ InstanceId, ContactFlowModuleId });
  return (await customer.connect.send(command)).ContactFlowModule;
}
