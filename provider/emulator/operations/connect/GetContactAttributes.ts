import type { GetContactAttributesRequest, GetContactAttributesResponse } from "@aws-sdk/client-connect";
import { existingContact, sameInstance } from "../access.js";
import type { Services } from "../operation.js";

export function GetContactAttributes(
  { contacts, instance }: Pick<Services, "contacts" | "instance">,
  { InstanceId, InitialContactId }: GetContactAttributesRequest,
): GetContactAttributesResponse {
  sameInstance(instance, InstanceId);
  return { Attributes: Object.fromEntries(existingContact(contacts, InitialContactId).attributes) };
}
