import type { CreateContactFlowRequest, CreateContactFlowResponse } from "@aws-sdk/client-connect";
import { ServiceError } from "../../errors.js";
import { sameInstance } from "../access.js";
import { neverPublished, publishable, published, sha256 } from "../flow-content.js";
import { refuseTaken } from "../naming.js";
import type { Services } from "../operation.js";

export function CreateContactFlow(
  { instance, identifiers, quotas }: Pick<Services, "instance" | "identifiers" | "quotas">,
  request: CreateContactFlowRequest,
): CreateContactFlowResponse {
  sameInstance(instance, request.InstanceId);
  const { Name: name = "", Type: type = "CONTACT_FLOW", Content: content = "", Status: status = "PUBLISHED" } = request;
  refuseTaken("flow", name, instance.flowNamed(name));
  const body = status === "SAVED" ? neverPublished(content) : published(publishable(name, content));
  if (instance.flows.length >= quotas.flows) {
    throw new ServiceError("LimitExceededException", 429, `The instance has ${quotas.flows} flows, its limit.`);
  }
  const flow = instance.put({
    id: identifiers.id(),
    name,
    type,
    description: request.Description,
    state: "ACTIVE",
    modified: instance.now(),
    ...body,
  });
  instance.tags.add(flow.arn, request.Tags);

  return {
    ContactFlowId: flow.id,
    ContactFlowArn: flow.arn,
    FlowContentSha256: sha256(flow.draft ?? flow.document.content),
  };
}
