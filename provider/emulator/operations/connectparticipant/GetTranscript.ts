import type { GetTranscriptRequest, GetTranscriptResponse } from "@aws-sdk/client-connectparticipant";
import { pageOf } from "../../transcript.js";
import { speaker } from "../access.js";
import type { Services } from "../operation.js";

export function GetTranscript(
  { contacts }: Pick<Services, "contacts">,
  { ConnectionToken, ...request }: GetTranscriptRequest,
): GetTranscriptResponse {
  const { chat } = speaker(contacts, ConnectionToken);
  const { items, nextToken } = pageOf(chat, request);
  return {
    InitialContactId: chat.initialContactId,
    Transcript: items,
    ...(nextToken ? { NextToken: nextToken } : {}),
  };
}
