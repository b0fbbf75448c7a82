import { valueAt } from "../flow/reference.js";
import type { Contact } from "./contact.js";

/** What a reference's namespace holds for a contact; `undefined` where the contact has no such value. */
export function contactValue(contact: Contact, namespace: string, path: readonly string[]): unknown {
  const source = sources[namespace];
  return source ? valueAt(source(contact), path) : undefined;
}

const sources: Readonly<Record<string, (contact: Contact) => unknown>> = {
  Attributes: (contact) => Object.fromEntries(contact.attributes),
  AwsRegion: ({ instance }) => instance.region,
  Channel: () => "CHAT",
  ContactId: ({ id }) => id,
  CustomerId: ({ data, request }) => data.CustomerId ?? request.CustomerId,
  Description: ({ data }) => data.Description,
  InitialContactId: ({ id }) => id,
  InitiationMethod: () => "API",
  InstanceARN: ({ instance }) => instance.arn,
  LanguageCode: ({ data }) => data.LanguageCode,
  Media: ({ request }) => ({ InitialMessage: request.InitialMessage?.Content }),
  Name: ({ data }) => data.Name,
  Queue: ({ targetQueue }) => targetQueue && { Name: targetQueue.name, ARN: targetQueue.arn },
  SegmentAttributes: ({ request }) => ({
    "connect:Subtype": "connect:Chat",
    ...Object.fromEntries(
      Object.entries(request.SegmentAttributes ?? {}).map(([key, value]) => [
        key,
        value.ValueString ?? value.ValueInteger,
      ]),
    ),
  }),
  Wisdom: ({ data }) => ({ SessionArn: data.WisdomSessionArn }),
};
