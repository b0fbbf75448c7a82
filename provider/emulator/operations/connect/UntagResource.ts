import type { UntagResourceRequest } from "@aws-sdk/client-connect";
import type { Services } from "../operation.js";
import { taggable } from "../tags.js";

/** A key that is not there is none to take away. */
export function UntagResource(
  { instance }: Pick<Services, "instance">,
  { resourceArn, tagKeys = [] }: UntagResourceRequest,
): Record<string, never> {
  instance.tags.remove(taggable(instance, resourceArn), tagKeys);
  return {};
}
