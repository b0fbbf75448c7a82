import type {
  AssociatedContactSummary,
  ListAssociatedContactsRequest,
  ListAssociatedContactsResponse,
} from "@aws-sdk/client-connect";
import type { Contact } from "../../contact.js";
import { relatedContactId } from "../../contact-record.js";
import { contactTree } from "../../contact-tree.js";
import { existingContact, sameInstance } from "../access.js";
import type { Services } from "../operation.js";
import { pageOf } from "../page.js";

/** The whole tree, the contact itself included, the oldest first. */
export function ListAssociatedContacts(
  { contacts, instance }: Pick<Services, "contacts" | "instance">,
  { InstanceId, ContactId, MaxResults, NextToken }: ListAssociatedContactsRequest,
): ListAssociatedContactsResponse {
  sameInstance(instance, InstanceId);
  const tree = contactTree(existingContact(contacts, ContactId));
  const { entries, nextToken } = pageOf(tree, { MaxResults, NextToken });
  return { ContactSummaryList: entries.map(summaryOf), NextToken: nextToken };
}

function summaryOf(contact: Contact): AssociatedContactSummary {
  const { origin, ended } = contact;
  return {
    ContactId: contact.id,
    ContactArn: contact.instance.contactArn(contact.id),
    InitiationTimestamp: new Date(contact.initiated),
    DisconnectTimestamp: ended && new Date(ended.time),
    InitialContactId: origin.previousContactId && contact.initialContactId,
    PreviousContactId: origin.previousContactId,
    RelatedContactId: relatedContactId(contact),
    InitiationMethod: origin.initiationMethod,
    Channel: "CHAT",
  };
}
