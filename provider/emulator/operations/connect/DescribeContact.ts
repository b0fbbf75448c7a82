import type { DescribeContactRequest, DescribeContactResponse } from "@aws-sdk/client-connect";
import { existingContact, notFound, sameInstance } from "../access.js";
import type { Services } from "../operation.js";

export function DescribeContact(
  { contacts, contactRecords, instance }: Pick<Services, "contacts" | "contactRecords" | "instance">,
  { InstanceId, ContactId }: DescribeContactRequest,
): DescribeContactResponse {
  sameInstance(instance, InstanceId);
  const Contact = contactRecords.described(existingContact(contacts, ContactId));
  if (!Contact) throw notFound();
  return { Contact };
}
