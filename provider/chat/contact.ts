import {
  type ConnectClient,
  DescribeContactCommand,
  StartChatContactCommand,
  type StartChatContactRequest,
  StopContactCommand,
} from "@aws-sdk/client-connect";
import { ChatCheckError } from "../errors.js";
import { serviceError } from "./service-error.js";

/** A contact that StartChatContact made. The participant token is a secret. */
export interface StartedContact {
  readonly contactId: string;
  readonly participantId: string;
  readonly participantToken: string;
}

type StartRequest = StartChatContactRequest & { readonly ClientToken: string };

/** The shortest that AWS allows: a chat that could not be ended does not live the 25 hours that are AWS's default. */
const shortChatMinutes = 60;

/**
 * Sends StartChatContact; the request must hold a client token, so that a second call names the same contact. Where it
 * sets no duration the chat is one of an hour, or of AWS's default where the account may not set it.
 * It takes no signal on purpose: a contact whose answer was not awaited would stay open, its id lost.
 */
export async function startContact(client: ConnectClient, request: StartRequest): Promise<StartedContact> {
  if (request.ChatDurationInMinutes !== undefined) return start(client, request);
  return start(client, { ...request, ChatDurationInMinutes: shortChatMinutes }).catch((reason: ChatCheckError) => {
    if (reason.answer?.status !== 400) throw reason;
    return start(client, request);
  });
}

async function start(client: ConnectClient, request: StartRequest): Promise<StartedContact> {
  const answer = await client.send(new StartChatContactCommand(request)).catch((cause: unknown) => {
    throw serviceError("StartChatContact", cause);
  });
  const { ContactId, ParticipantId, ParticipantToken } = answer;
  if (!ContactId || !ParticipantId || !ParticipantToken) {
    throw new ChatCheckError({
      code: "SERVICE_ERROR",
      message: "StartChatContact answered without contact id, participant id or participant token.",
      hint: "Check that the endpoint is Amazon Connect's.",
    });
  }
  return { contactId: ContactId, participantId: ParticipantId, participantToken: ParticipantToken };
}

/**
 * Ends a contact. One that has ended before counts as ended. Answers whether the service knew of it: a 404, which AWS may
 * answer for a contact that it does not keep any more, comes for a wrong instance or region as well.
 */
export async function stopContact(client: ConnectClient, instanceId: string, contactId: string): Promise<boolean> {
  try {
    await client.send(new StopContactCommand({ InstanceId: instanceId, ContactId: contactId }));
  } catch (cause) {
    const status = (cause as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (status === 404) return false;
    if (status !== 410) throw serviceError("StopContact", cause);
  }
  return true;
}

/** The contact's ARN, where DescribeContact may be called. */
export async function contactArn(
  client: ConnectClient,
  instanceId: string,
  contactId: string,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  const command = new DescribeContactCommand({ InstanceId: instanceId, ContactId: contactId });
  const answer = await client.send(command, { abortSignal });
  return answer.Contact?.Arn;
}
