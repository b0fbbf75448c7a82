import type { TagContactRequest, TagContactResponse } from "@aws-sdk/client-connect";
import { ServiceError } from "../../errors.js";
import { sameInstance } from "../access.js";
import { taggableContact } from "../contact-tags.js";
import type { Services } from "../operation.js";

export function TagContact(
  { contacts, instance, quotas, behaviour }: Pick<Services, "contacts" | "instance" | "quotas" | "behaviour">,
  { InstanceId, ContactId, Tags = {} }: TagContactRequest,
): TagContactResponse {
  sameInstance(instance, InstanceId);
  const contact = taggableContact(contacts, ContactId, behaviour);
  const tags = new Map([...contact.tags, ...Object.entries(Tags)]);
  if (tags.size > quotas.tagsPerContact) {
    const message = `The contact would have ${tags.size} tags; ${quotas.tagsPerContact} is the limit.`;
    throw new ServiceError("InvalidParameterException", 400, message);
  }
  for (const [key, value] of tags) contact.tags.set(key, value);
  contact.touch();
  return {};
}
