import type { UpdateContactFlowNameRequest, UpdateContactFlowNameResponse } from "@aws-sdk/client-connect";
import type { Services } from "../operation.js";
import { UpdateContactFlowMetadata } from "./UpdateContactFlowMetadata.js";

/** UpdateContactFlowMetadata without a state. */
export function UpdateContactFlowName(
  services: Pick<Services, "instance">,
  { InstanceId, ContactFlowId, Name, Description }: UpdateContactFlowNameRequest,
): UpdateContactFlowNameResponse {
  return UpdateContactFlowMetadata(services, { InstanceId, ContactFlowId, Name, Description });
}
