import type { DeleteContactFlowModuleRequest, DeleteContactFlowModuleResponse } from "@aws-sdk/client-connect";
import { sameInstance } from "../access.js";
import { moduleReference } from "../flow-content.js";
import type { Services } from "../operation.js";

export function DeleteContactFlowModule(
  { instance }: Pick<Services, "instance">,
  { InstanceId, ContactFlowModuleId }: DeleteContactFlowModuleRequest,
): DeleteContactFlowModuleResponse {
  sameInstance(instance, InstanceId);
  instance.removeModule(moduleReference(instance, ContactFlowModuleId).module.id);
  return {};
}
