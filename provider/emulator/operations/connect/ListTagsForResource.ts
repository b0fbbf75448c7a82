import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from "@aws-sdk/client-connect";
import type { Services } from "../operation.js";
import { taggable } from "../tags.js";

export function ListTagsForResource(
  { instance }: Pick<Services, "instance">,
  { resourceArn }: ListTagsForResourceRequest,
): ListTagsForResourceResponse {
  return { tags: instance.tags.of(taggable(instance, resourceArn)) };
}
