import type { SendEventRequest, SendEventResponse } from "@aws-sdk/client-connectparticipant";
import { NotEmulatedError, ServiceError } from "../../errors.js";
import { speaker } from "../access.js";
import type { Services } from "../operation.js";

const prefix = "application/vnd.amazonaws.connect.event.";
const receipts = ["message.delivered", "message.read"];

export function SendEvent(
  { contacts }: Pick<Services, "contacts">,
  { ConnectionToken, ContentType = "", ClientToken }: SendEventRequest,
): SendEventResponse {
  const participant = speaker(contacts, ConnectionToken);
  const { contact } = participant;
  const name = ContentType.startsWith(prefix) ? ContentType.slice(prefix.length) : "";
  if (receipts.includes(name)) throw new NotEmulatedError([name], `SendEvent of ${name} is not emulated yet.`);
  if (name !== "typing" && name !== "connection.acknowledged") {
    throw new ServiceError("ValidationException", 400, `${ContentType} is not an event that a participant sends.`);
  }
  const { Id, AbsoluteTime } = participant.once(ClientToken, () =>
    contact.event(name, participant, { persisted: false }),
  );
  return { Id, AbsoluteTime };
}
