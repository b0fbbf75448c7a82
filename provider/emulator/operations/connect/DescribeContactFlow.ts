import type { DescribeContactFlowRequest, DescribeContactFlowResponse } from "@aws-sdk/client-connect";
import { ServiceError } from "../../errors.js";
import { sameInstance } from "../access.js";
import { flowReference } from "../flow-content.js";
import type { Services } from "../operation.js";

export function DescribeContactFlow(
  { instance }: Pick<Services, "instance">,
  { InstanceId, ContactFlowId }: DescribeContactFlowRequest,
): DescribeContactFlowResponse {
  sameInstance(instance, InstanceId);
  const { flow, saved } = flowReference(instance, ContactFlowId);
  if (flow.status === "SAVED" && !saved) {
    throw new ServiceError("ContactFlowNotPublishedException", 404, "The flow has not been published.");
  }
  const document = saved ? (flow.draft ?? flow.document) : flow.document;
  return {
    ContactFlow: {
      Arn: flow.arn,
      Id: flow.id,
      Name: flow.name,
      Type: flow.type as "CONTACT_FLOW",
      State: "ACTIVE",
      Status: saved && flow.draft ? "SAVED" : flow.status,
      Description: flow.description,
      Content: document.content,
      Tags: flow.tags,
    },
  };
}
