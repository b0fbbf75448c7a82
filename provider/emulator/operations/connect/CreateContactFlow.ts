import type { CreateContactFlowRequest, CreateContactFlowResponse } from "@aws-sdk/client-connect";
import { ServiceError } from "../../errors.js";
import { sameInstance } from "../access.js";
import { publishable } from "../flow-content.js";
import type { Services } from "../operation.js";

export function CreateContactFlow(
  { instance, identifiers }: Pick<Services, "instance" | "identifiers">,
  request: CreateContactFlowRequest,
): CreateContactFlowResponse {
  sameInstance(instance, request.InstanceId);
  const { Name: name = "", Type: type = "CONTACT_FLOW", Content: content = "" } = request;
  if (instance.flowNamed(name)) {
    throw new ServiceError("DuplicateResourceException", 409, `There is a flow named ${name} already.`);
  }
  const flow = instance.put({
    id: identifiers.id(),
    name,
    type,
    description: request.Description,
    tags: request.Tags,
    status: request.Status ?? "PUBLISHED",
    document: publishable(name, content),
  });
  return { ContactFlowId: flow.id, ContactFlowArn: flow.arn };
}
