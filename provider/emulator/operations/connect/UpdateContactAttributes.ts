import type { UpdateContactAttributesRequest, UpdateContactAttributesResponse } from "@aws-sdk/client-connect";
import { attributeProblems, updatedAttributes } from "../../contact-attributes.js";
import { ServiceError } from "../../errors.js";
import { existingContact, sameInstance } from "../access.js";
import type { Services } from "../operation.js";

/** Of open contacts and of those that have ended. */
export function UpdateContactAttributes(
  { contacts, instance, quotas, behaviour }: Pick<Services, "contacts" | "instance" | "quotas" | "behaviour">,
  { InstanceId, InitialContactId, Attributes = {} }: UpdateContactAttributesRequest,
): UpdateContactAttributesResponse {
  refuse(attributeProblems(Attributes, quotas));
  sameInstance(instance, InstanceId);
  const contact = existingContact(contacts, InitialContactId);
  const attributes = updatedAttributes(contact.attributes, Attributes, behaviour);
  refuse(attributeProblems(Object.fromEntries(attributes), quotas));
  contact.attributes.clear();
  for (const [key, value] of attributes) contact.attributes.set(key, value);
  contact.touch();
  return {};
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new ServiceError("InvalidParameterException", 400, problems.join(" "));
}
