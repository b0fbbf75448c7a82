import type { AttachmentItem, Item } from "@aws-sdk/client-connectparticipant";
import type { Participant } from "./participant.js";

const eventPrefix = "application/vnd.amazonaws.connect.event.";

/** What every item has: its time, its id, and the contact that it belongs to. */
export interface Stamp {
  readonly AbsoluteTime: string;
  readonly Id: string;
  readonly ContactId: string;
}

export function messageItem(
  { AbsoluteTime, Id, ContactId }: Stamp,
  { id, displayName, role }: Participant,
  contentType: string,
  content: string,
): Item {
  const item: Item = {
    AbsoluteTime,
    Id,
    ContactId,
    Content: content,
    ContentType: contentType,
    Type: "MESSAGE",
    ParticipantId: id,
    DisplayName: displayName,
    ParticipantRole: role,
  };
  if (role === "SYSTEM") item.MessageMetadata = { MessageId: Id, Receipts: [] };
  return item;
}

export function attachmentItem(stamp: Stamp, from: Participant, attachments: AttachmentItem[]): Item {
  return { ...stamp, Attachments: attachments, Type: "ATTACHMENT", ...who(from) };
}

export function eventItem(stamp: Stamp, name: string, from: Participant | undefined): Item {
  return { ...stamp, ContentType: `${eventPrefix}${name}`, Type: "EVENT", ...(from ? who(from) : {}) };
}

/** JSON in JSON, as the service sends it. */
export function frameOf(item: object): string {
  return `{"content":${JSON.stringify(JSON.stringify(item))},"contentType":"application/json","topic":"aws/chat"}`;
}

function who({ id, displayName, role }: Participant): Item {
  return { ParticipantId: id, DisplayName: displayName, ParticipantRole: role };
}
