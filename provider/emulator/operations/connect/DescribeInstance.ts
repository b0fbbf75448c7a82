import type { DescribeInstanceRequest, DescribeInstanceResponse } from "@aws-sdk/client-connect";
import { sameInstance } from "../access.js";
import { instanceSummary } from "../instance-summary.js";
import type { Services } from "../operation.js";
import { tagsOf } from "../tags.js";

export function DescribeInstance(
  { instance }: Pick<Services, "instance">,
  { InstanceId }: DescribeInstanceRequest,
): DescribeInstanceResponse {
  sameInstance(instance, InstanceId);
  return { Instance: { ...instanceSummary(instance), Tags: tagsOf(instance, instance.arn) } };
}
