import type { DescribeContactFlowModuleRequest, DescribeContactFlowModuleResponse } from "@aws-sdk/client-connect";
import { notFound, sameInstance } from "../access.js";
import { contentOf, moduleReference, sha256 } from "../flow-content.js";
import type { Services } from "../operation.js";
import { tagsOf } from "../tags.js";

export function DescribeContactFlowModule(
  { instance }: Pick<Services, "instance">,
  { InstanceId, ContactFlowModuleId }: DescribeContactFlowModuleRequest,
): DescribeContactFlowModuleResponse {
  sameInstance(instance, InstanceId);
  const { module, draft } = moduleReference(instance, ContactFlowModuleId);
  if (module.status === "SAVED" && !draft) throw notFound();
  const { content, status } = contentOf(module, draft);
  return {
    ContactFlowModule: {
      Arn: module.arn,
      Id: module.id,
      Name: module.name,
      Content: content,
      Description: module.description,
      State: module.state,
      Status: status,
      Tags: tagsOf(instance, module.arn),
      FlowModuleContentSha256: sha256(content),
      Settings: module.settings,
      ExternalInvocationConfiguration: { Enabled: module.externalInvocation },
    },
  };
}
