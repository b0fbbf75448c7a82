import type { Contact as ContactRecord, SegmentAttributeValue } from "@aws-sdk/client-connect";
import type { Contact } from "./contact.js";
import { rootContact } from "./contact-tree.js";
import type { Behaviour } from "./options.js";

const subtype = "connect:Subtype";

/** A contact as the connect API has it, without what is counted from its messages. */
export function contactRecord(
  contact: Contact,
  behaviour: Pick<Behaviour, "chatSubtype" | "connectedToSystem">,
): ContactRecord {
  const { instance, data, request, origin, queue, agent, routing, ended } = contact;
  const connected = behaviour.connectedToSystem === "created" ? contact.initiated : contact.connected;
  return {
    Id: contact.id,
    Arn: instance.contactArn(contact.id),
    InitialContactId: origin.previousContactId && contact.initialContactId,
    PreviousContactId: origin.previousContactId,
    RelatedContactId: relatedContactId(contact),
    ContactAssociationId: rootContact(contact).id,
    Channel: "CHAT",
    InitiationMethod: origin.initiationMethod,
    Name: data.Name,
    Description: data.Description,
    CustomerId: data.CustomerId ?? request.CustomerId,
    Attributes: Object.fromEntries(contact.attributes),
    SegmentAttributes: segmentAttributes(contact, behaviour),
    Tags: { "aws:connect:instanceId": instance.id, ...Object.fromEntries(contact.tags) },
    QueueInfo: queue && { Id: queue.id, EnqueueTimestamp: new Date(queue.enqueued) },
    QueuePriority: routing.priority,
    QueueTimeAdjustmentSeconds: routing.adjustmentSeconds,
    AgentInfo: agent && { Id: agent.id, ConnectedToAgentTimestamp: new Date(agent.connected) },
    WisdomInfo: data.WisdomSessionArn === undefined ? undefined : { SessionArn: data.WisdomSessionArn },
    InitiationTimestamp: new Date(contact.initiated),
    ConnectedToSystemTimestamp: connected === undefined ? undefined : new Date(connected),
    LastUpdateTimestamp: new Date(contact.updated),
    DisconnectTimestamp: ended && new Date(ended.time),
    DisconnectReason: ended?.reason,
  };
}

/** The contact that this one carries on, or to which it was started as related. */
export function relatedContactId({ origin, chat }: Contact): string | undefined {
  return origin.relatedContactId ?? chat.continuedFrom?.id;
}

function segmentAttributes(
  { segmentAttributes: own }: Contact,
  { chatSubtype }: Pick<Behaviour, "chatSubtype">,
): Record<string, SegmentAttributeValue> {
  const attributes = Object.fromEntries(own);
  return chatSubtype === "absent" ? attributes : { [subtype]: { ValueString: chatSubtype }, ...attributes };
}
