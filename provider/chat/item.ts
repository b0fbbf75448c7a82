import type { Item } from "@aws-sdk/client-connectparticipant";

/** One entry of a chat, from the socket or from the transcript: a message, an event or an attachment. */
export interface ChatItem {
  readonly id: string;
  /** ISO 8601, by the service's clock. */
  readonly time: string;
  /** `MESSAGE`, `EVENT`, `ATTACHMENT`, or on the socket `MESSAGEMETADATA`. */
  readonly type: string;
  /** `CUSTOMER`, `SYSTEM`, `AGENT`, …; absent on the end of the chat. */
  readonly role?: string;
  readonly displayName?: string;
  readonly contentType: string;
  readonly content: string;
}

export const chatEnded = "application/vnd.amazonaws.connect.event.chat.ended";

export function chatItem(item: Item): ChatItem {
  const attachments = item.Attachments?.map(({ AttachmentName: name }) => name).join(", ");
  return {
    id: item.Id ?? "",
    time: item.AbsoluteTime ?? "",
    type: item.Type ?? "",
    role: item.ParticipantRole,
    displayName: item.DisplayName,
    contentType: item.ContentType ?? item.Attachments?.[0]?.ContentType ?? "",
    content: item.Content ?? attachments ?? receiptsOf(item),
  };
}

/** Whether it is a part of a message that a bot is still writing; the whole message comes under the same id. */
export function isChunk({ MessageMetadata: metadata }: Item): boolean {
  return (metadata as { readonly MessageCompleted?: boolean } | undefined)?.MessageCompleted === false;
}

/** Of a receipt's frame: who got the message, and when, as JSON. */
function receiptsOf({ Type, MessageMetadata }: Item): string {
  return (Type as string) === "MESSAGEMETADATA" ? JSON.stringify(MessageMetadata?.Receipts ?? []) : "";
}

/**
 * Merges by id and orders by time; what a later source says, and its order at equal times, goes over an earlier one. At
 * equal times what a later source lacks, as the transcript lacks whispers, stays before what it came before.
 */
export function mergedItems(...sources: readonly (readonly ChatItem[])[]): ChatItem[] {
  const byId = new Map<string, ChatItem>();
  const ranks = new Map<string, number>();
  for (const source of [...sources].reverse()) {
    const last = ranks.size;
    let next = Number.POSITIVE_INFINITY;
    for (const [index, { id }] of [...source.entries()].reverse()) {
      const rank = ranks.get(id);
      if (rank === undefined) ranks.set(id, last === 0 ? index : next - 0.5);
      else next = rank;
    }
    for (const item of source) if (!byId.has(item.id)) byId.set(item.id, item);
  }
  const rankOf = ({ id }: ChatItem) => ranks.get(id) ?? 0;
  return [...byId.values()].sort((a, b) => {
    if (a.time !== b.time) return a.time < b.time ? -1 : 1;
    return rankOf(a) < rankOf(b) ? -1 : rankOf(a) > rankOf(b) ? 1 : 0;
  });
}

/**
 * What only one of the two told of the time that both saw: messages that the socket did not carry after its first
 * item, and messages that the transcript lacks although it is not older than they are.
 */
export function disagreements(socket: readonly ChatItem[], transcript: readonly ChatItem[]): string[] {
  const [heard, written] = [messageIds(socket), messageIds(transcript)];
  const subscribed = socket[0]?.time;
  const read = transcript.at(-1)?.time;
  const notHeard = transcript.filter(
    ({ id, time, type }) => type === "MESSAGE" && subscribed !== undefined && time > subscribed && !heard.has(id),
  );
  const notWritten = socket.filter(
    ({ id, time, type }) => type === "MESSAGE" && read !== undefined && time < read && !written.has(id),
  );
  return [
    ...(notHeard.length > 0 ? [`The transcript has ${notHeard.length} message(s) that the socket did not carry.`] : []),
    ...(notWritten.length > 0 ? [`The socket carried ${notWritten.length} message(s) that the transcript lacks.`] : []),
  ];
}

function messageIds(items: readonly ChatItem[]): Set<string> {
  return new Set(items.filter(({ type }) => type === "MESSAGE").map(({ id }) => id));
}
