import type { SendEventRequest, SendEventResponse } from "@aws-sdk/client-connectparticipant";
import { arrive } from "../../arrival.js";
import { ServiceError } from "../../errors.js";
import type { Participant } from "../../participant.js";
import { acknowledge, type ReceiptTime, receivable, takesReceipts } from "../../receipts.js";
import { speaker } from "../access.js";
import type { Services } from "../operation.js";

const prefix = "application/vnd.amazonaws.connect.event.";
const receipts: Readonly<Record<string, ReceiptTime>> = {
  "message.delivered": "DeliveredTimestamp",
  "message.read": "ReadTimestamp",
};

export function SendEvent(
  services: Pick<Services, "contacts" | "behaviour" | "runFlow" | "clock">,
  { ConnectionToken, ContentType = "", Content, ClientToken }: SendEventRequest,
): SendEventResponse {
  const participant = speaker(services.contacts, ConnectionToken);
  services.clock.stir?.();
  const name = ContentType.startsWith(prefix) ? ContentType.slice(prefix.length) : "";
  const receipt = Object.hasOwn(receipts, name) ? receipts[name] : undefined;
  if (!receipt && name !== "typing" && name !== "connection.acknowledged") {
    throw new ServiceError("ValidationException", 400, `${ContentType} is not an event that a participant sends.`);
  }
  return participant.clientTokens.once("SendEvent", ClientToken, () => {
    if (receipt) return receive(participant, receipt, Content);
    if (name === "connection.acknowledged") acknowledgeConnection(participant, services);
    const { Id, AbsoluteTime } = participant.chat.event(name, participant, { persisted: false });
    return { Id, AbsoluteTime };
  });
}

/** What ConnectParticipant does since, in the words of older clients; of a customer with a socket it changes nothing. */
function acknowledgeConnection(
  participant: Participant,
  services: Pick<Services, "behaviour" | "runFlow" | "clock">,
): void {
  if (participant.role !== "CUSTOMER" || participant.chat.streams?.size) arrive(participant, services);
}

function receive(participant: Participant, time: ReceiptTime, content: string | undefined): SendEventResponse {
  const { chat } = participant;
  const messageId = messageIdOf(content);
  const item = messageId === undefined ? undefined : receivable(chat, messageId);
  if (!item)
    throw new ServiceError("ValidationException", 400, "Content must name a message of the chat as messageId.");
  if (!takesReceipts(chat)) {
    const message = "There are no receipts in a chat of more than two participants, or with a supervisor in it.";
    throw new ServiceError("ConflictException", 409, message);
  }
  return acknowledge(participant, item, time);
}

function messageIdOf(content = ""): string | undefined {
  try {
    const { messageId } = JSON.parse(content) as { messageId?: unknown };
    return typeof messageId === "string" ? messageId : undefined;
  } catch {
    return undefined;
  }
}
