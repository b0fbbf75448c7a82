import type { DescribeContactFlowRequest, DescribeContactFlowResponse } from "@aws-sdk/client-connect";
import { sameInstance } from "../access.js";
import { contentOf, flowReference, sha256 } from "../flow-content.js";
import type { Services } from "../operation.js";
import { tagsOf } from "../tags.js";

export function DescribeContactFlow(
  { instance }: Pick<Services, "instance">,
  { InstanceId, ContactFlowId }: DescribeContactFlowRequest,
): DescribeContactFlowResponse {
  sameInstance(instance, InstanceId);
  const { flow, draft } = flowReference(instance, ContactFlowId);
  const { content, status } = contentOf(flow, draft);
  return {
    ContactFlow: {
      Arn: flow.arn,
      Id: flow.id,
      Name: flow.name,
      Type: flow.type as "CONTACT_FLOW",
      State: flow.state,
      Status: status,
      Description: flow.description,
      Content: content,
      Tags: tagsOf(instance, flow.arn),
      FlowContentSha256: sha256(content),
      LastModifiedTime: new Date(flow.modified),
      LastModifiedRegion: instance.region,
    },
  };
}
