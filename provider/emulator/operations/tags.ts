import { ServiceError } from "../errors.js";
import type { Instance } from "../instance.js";

const mostTags = 50;

/** The ARN of something in the instance that can have tags. */
export function taggable(instance: Instance, arn = ""): string {
  if (!/^arn:[\w-]+:connect:/.test(arn)) {
    throw new ServiceError("InvalidParameterException", 400, "resourceArn is no ARN of Amazon Connect.");
  }
  const resource = instance.resource(arn);
  if (!resource) throw new ServiceError("ResourceNotFoundException", 404, `There is no resource ${arn}.`);
  return resource.arn;
}

export function refuseTooMany(tags: Readonly<Record<string, string>>): void {
  const count = Object.keys(tags).length;
  if (count <= mostTags) return;
  throw new ServiceError(
    "InvalidParameterException",
    400,
    `The resource would have ${count} tags; ${mostTags} is the limit.`,
  );
}

/** AWS leaves out what is empty. */
export function tagsOf(instance: Instance, arn: string): Readonly<Record<string, string>> | undefined {
  const tags = instance.tags.of(arn);
  return Object.keys(tags).length > 0 ? tags : undefined;
}
