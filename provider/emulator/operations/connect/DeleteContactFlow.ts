import type { DeleteContactFlowRequest, DeleteContactFlowResponse } from "@aws-sdk/client-connect";
import { sameInstance } from "../access.js";
import { flowReference } from "../flow-content.js";
import type { Services } from "../operation.js";

export function DeleteContactFlow(
  { instance }: Pick<Services, "instance">,
  { InstanceId, ContactFlowId }: DeleteContactFlowRequest,
): DeleteContactFlowResponse {
  sameInstance(instance, InstanceId);
  instance.remove(flowReference(instance, ContactFlowId).flow.id);
  return {};
}
