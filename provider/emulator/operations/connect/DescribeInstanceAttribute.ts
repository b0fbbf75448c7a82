import type { DescribeInstanceAttributeRequest, DescribeInstanceAttributeResponse } from "@aws-sdk/client-connect";
import { sameInstance } from "../access.js";
import type { Services } from "../operation.js";

export function DescribeInstanceAttribute(
  { instance }: Pick<Services, "instance">,
  { InstanceId, AttributeType }: DescribeInstanceAttributeRequest,
): DescribeInstanceAttributeResponse {
  sameInstance(instance, InstanceId);
  return { Attribute: { AttributeType, Value: instance.attributes.get(AttributeType ?? "") } };
}
