import type { SendMessageRequest, SendMessageResponse } from "@aws-sdk/client-connectparticipant";
import { ServiceError } from "../../errors.js";
import { speaker } from "../access.js";
import type { Services } from "../operation.js";

const mostBytes = 16_384;

export function SendMessage(
  { contacts }: Pick<Services, "contacts">,
  { ConnectionToken, ContentType = "", Content = "", ClientToken }: SendMessageRequest,
): SendMessageResponse {
  const participant = speaker(contacts, ConnectionToken);
  const { contact } = participant;
  const supported = contact.request.SupportedMessagingContentTypes ?? ["text/plain"];
  if (!supported.includes(ContentType)) {
    throw new ServiceError("ValidationException", 400, `The chat does not support the content type ${ContentType}.`);
  }
  const bytes = Buffer.byteLength(Content);
  if (bytes > mostBytes) {
    throw new ServiceError("ValidationException", 400, `Content has ${bytes} bytes; ${mostBytes} is the limit.`);
  }
  const { Id, AbsoluteTime } = participant.once(ClientToken, () => contact.say(participant, ContentType, Content));
  return { Id, AbsoluteTime };
}
