import type { Contact } from "../contact.js";
import { contactValue } from "../contact-value.js";

/** The event that Amazon Connect calls a function with. Flow attributes and earlier answers are not in it. */
export function contactFlowEvent(contact: Contact, parameters: Readonly<Record<string, unknown>>) {
  const value = (namespace: string) => contactValue(contact, namespace, []) ?? null;
  return {
    Name: "ContactFlowEvent",
    Details: {
      ContactData: {
        Attributes: Object.fromEntries(contact.attributes),
        Channel: "CHAT",
        ContactId: contact.id,
        CustomerEndpoint: null,
        CustomerId: value("CustomerId"),
        Description: value("Description"),
        InitialContactId: contact.initialContactId,
        InitiationMethod: contact.origin.initiationMethod,
        InstanceARN: contact.instance.arn,
        LanguageCode: value("LanguageCode") ?? "en-US",
        MediaStreams: { Customer: { Audio: null } },
        Name: value("Name"),
        PreviousContactId: contact.origin.previousContactId ?? contact.id,
        Queue: value("Queue"),
        References: value("References"),
        SegmentAttributes: segmentAttributes(contact),
        SystemEndpoint: null,
        Tags: value("Tags"),
      },
      Parameters: parameters,
    },
  };
}

function segmentAttributes({ segmentAttributes }: Contact): Readonly<Record<string, unknown>> {
  return { "connect:Subtype": { ValueString: "connect:Chat" }, ...Object.fromEntries(segmentAttributes) };
}
