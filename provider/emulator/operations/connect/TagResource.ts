import type { TagResourceRequest } from "@aws-sdk/client-connect";
import type { Services } from "../operation.js";
import { refuseTooMany, taggable } from "../tags.js";

/** Adds tags, or changes the values of those that are there. */
export function TagResource(
  { instance }: Pick<Services, "instance">,
  { resourceArn, tags = {} }: TagResourceRequest,
): Record<string, never> {
  const arn = taggable(instance, resourceArn);
  refuseTooMany({ ...instance.tags.of(arn), ...tags });
  instance.tags.add(arn, tags);
  return {};
}
