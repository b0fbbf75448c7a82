import type { SendMessageRequest, SendMessageResponse } from "@aws-sdk/client-connectparticipant";
import { ServiceError } from "../../errors.js";
import { messageProblems } from "../../message-rules.js";
import { speaker } from "../access.js";
import type { Services } from "../operation.js";

export function SendMessage(
  { contacts, behaviour, clock }: Pick<Services, "contacts" | "behaviour" | "clock">,
  { ConnectionToken, ContentType = "", Content = "", ClientToken }: SendMessageRequest,
): SendMessageResponse {
  const participant = speaker(contacts, ConnectionToken);
  clock.stir?.();
  const { chat, clientTokens, role } = participant;
  const problems = messageProblems(ContentType, Content, role, chat.request, behaviour);
  if (problems.length > 0) throw new ServiceError("ValidationException", 400, problems.join(" "));
  return clientTokens.once("SendMessage", ClientToken, () => {
    const { Id, AbsoluteTime } = chat.say(participant, ContentType, Content);
    return { Id, AbsoluteTime };
  });
}
