import type { StopContactRequest, StopContactResponse } from "@aws-sdk/client-connect";
import { ServiceError } from "../../errors.js";
import { sameInstance } from "../access.js";
import type { Services } from "../operation.js";

export function StopContact(
  { contacts, instance, behaviour }: Pick<Services, "contacts" | "instance" | "behaviour">,
  { InstanceId, ContactId }: StopContactRequest,
): StopContactResponse {
  sameInstance(instance, InstanceId);
  const contact = contacts.get(ContactId ?? "");
  if (!contact || (contact.ended && behaviour.stopEndedContact === 410)) {
    throw new ServiceError("ContactNotFoundException", 410, "The contact with the specified ID does not exist.");
  }
  contact.end("API");
  return {};
}
