import type { DescribeContactRequest, DescribeContactResponse } from "@aws-sdk/client-connect";
import { existingContact, sameInstance } from "../access.js";
import type { Services } from "../operation.js";

export function DescribeContact(
  { contacts, instance }: Pick<Services, "contacts" | "instance">,
  { InstanceId, ContactId }: DescribeContactRequest,
): DescribeContactResponse {
  sameInstance(instance, InstanceId);
  const contact = existingContact(contacts, ContactId);
  const { ended, queue, data, request } = contact;
  return {
    Contact: {
      Id: contact.id,
      Arn: instance.contactArn(contact.id),
      Channel: "CHAT",
      InitiationMethod: "API",
      InitiationTimestamp: new Date(contact.initiated),
      LastUpdateTimestamp: new Date(ended?.time ?? contact.initiated),
      Attributes: Object.fromEntries(contact.attributes),
      Name: data.Name,
      Description: data.Description,
      CustomerId: data.CustomerId ?? request.CustomerId,
      SegmentAttributes: request.SegmentAttributes,
      QueueInfo: queue && { Id: queue.id, EnqueueTimestamp: new Date(queue.enqueued) },
      DisconnectTimestamp: ended && new Date(ended.time),
      DisconnectReason: ended?.reason,
    },
  };
}
