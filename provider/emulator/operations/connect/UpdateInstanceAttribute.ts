import type { UpdateInstanceAttributeRequest } from "@aws-sdk/client-connect";
import { ServiceError } from "../../errors.js";
import { sameInstance } from "../access.js";
import type { Services } from "../operation.js";

/**
 * Takes `true` and `false`, in any case; no attribute has other values.
 * @partial DescribeInstanceAttribute answers with what was set; nothing else goes by it.
 */
export function UpdateInstanceAttribute(
  { instance }: Pick<Services, "instance">,
  { InstanceId, AttributeType = "INBOUND_CALLS", Value = "" }: UpdateInstanceAttributeRequest,
): Record<string, never> {
  sameInstance(instance, InstanceId);
  const value = Value.toLowerCase();
  if (value !== "true" && value !== "false") {
    throw new ServiceError("InvalidParameterException", 400, "Value must be true or false.");
  }
  instance.attributes.set(AttributeType, value);
  return {};
}
