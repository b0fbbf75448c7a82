import type { UntagContactRequest, UntagContactResponse } from "@aws-sdk/client-connect";
import { sameInstance } from "../access.js";
import { taggableContact } from "../contact-tags.js";
import type { Services } from "../operation.js";

/** A key that the contact does not have is passed over. */
export function UntagContact(
  { contacts, instance, behaviour }: Pick<Services, "contacts" | "instance" | "behaviour">,
  { InstanceId, ContactId, TagKeys = [] }: UntagContactRequest,
): UntagContactResponse {
  sameInstance(instance, InstanceId);
  const contact = taggableContact(contacts, ContactId, behaviour);
  for (const key of TagKeys) contact.tags.delete(key);
  contact.touch();
  return {};
}
