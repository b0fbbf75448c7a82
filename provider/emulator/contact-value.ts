import type { SegmentAttributeValue } from "@aws-sdk/client-connect";
import { valueAt } from "../flow/reference.js";
import type { Contact } from "./contact.js";

/** What a reference's namespace holds for a contact; `undefined` where the contact has no such value. */
export function contactValue(contact: Contact, namespace: string, path: readonly string[]): unknown {
  const source = Object.hasOwn(sources, namespace) ? sources[namespace] : undefined;
  return source ? valueAt(source(contact), path) : undefined;
}

const sources: Readonly<Record<string, (contact: Contact) => unknown>> = {
  Attributes: (contact) => Object.fromEntries(contact.attributes),
  AwsRegion: ({ instance }) => instance.region,
  Channel: () => "CHAT",
  ContactId: ({ id }) => id,
  CustomerId: ({ data, request }) => data.CustomerId ?? request.CustomerId,
  Description: ({ data }) => data.Description,
  InitialContactId: ({ initialContactId }) => initialContactId,
  InitiationMethod: ({ origin }) => origin.initiationMethod,
  InstanceARN: ({ instance }) => instance.arn,
  LanguageCode: ({ data }) => data.LanguageCode,
  Media: ({ request }) => ({ InitialMessage: request.InitialMessage?.Content }),
  Name: ({ data }) => data.Name,
  PreviousContactId: ({ origin }) => origin.previousContactId,
  Queue: queueValue,
  References: ({ references }) => Object.fromEntries(references),
  SegmentAttributes: ({ segmentAttributes }) => ({
    "connect:Subtype": "connect:Chat",
    ...Object.fromEntries([...segmentAttributes].map(([key, value]) => [key, segmentValue(value)])),
  }),
  Tags: ({ tags }) => Object.fromEntries(tags),
  Wisdom: ({ data }) => ({ SessionArn: data.WisdomSessionArn }),
};

function queueValue({ instance, queue, targetQueue }: Contact): unknown {
  const target = targetQueue ?? queue;
  if (!target) return undefined;
  const address = target.kind === "queue" ? instance.queue(target.id)?.outboundCallerId : undefined;
  const caller = address === undefined ? null : { Address: address, Type: "TELEPHONE_NUMBER" };
  return { Name: target.name, ARN: target.arn, OutboundCallerId: caller };
}

function segmentValue({ ValueString, ValueInteger, ValueArn, ValueMap, ValueList }: SegmentAttributeValue): unknown {
  if (ValueMap) return Object.fromEntries(Object.entries(ValueMap).map(([key, value]) => [key, segmentValue(value)]));
  return ValueList?.map(segmentValue) ?? ValueString ?? ValueInteger ?? ValueArn;
}
