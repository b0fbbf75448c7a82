import type { StartChatContactRequest } from "@aws-sdk/client-connect";
import type { ParticipantRole } from "@aws-sdk/client-connectparticipant";
import { interactiveMessage, interactiveProblems, interactiveResponse, responseProblems } from "./interactive.js";
import type { Behaviour } from "./options.js";

const mostBytes = 16_384;
const mostCharacters: Readonly<Record<string, number>> = {
  "text/plain": 1024,
  "text/markdown": 1024,
  "application/json": 12_000,
  [interactiveResponse]: 12_288,
};

/** Sentences on what keeps a participant of this role from sending a message in a chat that was started like this. */
export function messageProblems(
  contentType: string,
  content: string,
  role: ParticipantRole,
  { SupportedMessagingContentTypes: supported = ["text/plain"] }: StartChatContactRequest,
  behaviour: Pick<Behaviour, "messageSize" | "listPickerElements">,
): string[] {
  const sendable =
    Object.hasOwn(mostCharacters, contentType) || (contentType === interactiveMessage && role !== "CUSTOMER");
  if (!sendable) return [`${contentType} is not a content type of a message that a participant sends.`];
  if (!supported.includes(contentType)) return [`The chat does not support the content type ${contentType}.`];
  if (contentType === interactiveMessage) return interactiveProblems(content, behaviour.listPickerElements);
  return [
    ...sizeProblems(contentType, content, behaviour),
    ...(contentType === interactiveResponse ? responseProblems(content) : []),
  ];
}

function sizeProblems(contentType: string, content: string, { messageSize }: Pick<Behaviour, "messageSize">): string[] {
  const bytes = Buffer.byteLength(content);
  if (bytes > mostBytes) return [`Content has ${bytes} bytes; ${mostBytes} is the limit.`];
  const most = mostCharacters[contentType];
  if (messageSize === "bytes" || most === undefined) return [];
  const characters = [...content].length;
  return characters > most ? [`Content has ${characters} characters; ${most} is the limit of ${contentType}.`] : [];
}
