import type { Item, Receipt } from "@aws-sdk/client-connectparticipant";
import type { Chat } from "./chat.js";
import { frameOf } from "./item.js";
import type { Participant } from "./participant.js";

const metadataType = "application/vnd.amazonaws.connect.event.message.metadata";

export type ReceiptTime = "DeliveredTimestamp" | "ReadTimestamp";

/** Receipts are for two: more people, or a supervisor who takes part, and there are none. */
export function takesReceipts({ active }: Chat): boolean {
  return active.length <= 2 && !active.some(({ role }) => role === "SUPERVISOR");
}

/** A message or attachment of this id, in any contact of the chat. */
export function receivable({ contacts }: Chat, messageId: string): Item | undefined {
  for (const { items } of contacts) {
    const item = items.find(({ Id, Type }) => Id === messageId && Type !== "EVENT");
    if (item) return item;
  }
  return undefined;
}

/** Notes on the message that it was delivered or read, and tells who sent it. The first time counts. */
export function acknowledge(
  from: Participant,
  item: Item,
  time: ReceiptTime,
): Required<Pick<Item, "Id" | "AbsoluteTime">> {
  const { chat } = from;
  const stamp = { Id: chat.identifiers.id(), AbsoluteTime: new Date(chat.clock.now()).toISOString() };
  const receipt = receiptOf(item, from.id);
  if (receipt[time]) return stamp;
  receipt[time] = stamp.AbsoluteTime;
  const sender = chat.participants.find(({ id }) => id === item.ParticipantId);
  if (sender?.listens) {
    sender.hear(
      frameOf({
        ...stamp,
        ContentType: metadataType,
        Type: "MESSAGEMETADATA",
        MessageMetadata: { MessageId: item.Id, Receipts: [receipt] },
      }),
    );
  }
  chat.changed(chat.contact);
  return stamp;
}

function receiptOf(item: Item, recipient: string): Receipt {
  item.MessageMetadata ??= { MessageId: item.Id };
  item.MessageMetadata.Receipts ??= [];
  const { Receipts: receipts } = item.MessageMetadata;
  const known = receipts.find(({ RecipientParticipantId }) => RecipientParticipantId === recipient);
  if (known) return known;
  const receipt: Receipt = { RecipientParticipantId: recipient };
  receipts.push(receipt);
  return receipt;
}
