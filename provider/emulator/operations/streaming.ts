import type { Chat } from "../chat.js";
import { ServiceError } from "../errors.js";
import type { Quotas } from "../quotas.js";

/** Records an endpoint to which the messages of a chat would be streamed; nothing is sent there. */
export function startStreaming(
  chat: Chat,
  endpoint: string,
  { streamingEndpointsPerContact: most }: Pick<Quotas, "streamingEndpointsPerContact">,
): string {
  chat.streams ??= new Map();
  if (chat.streams.size >= most) {
    throw new ServiceError("LimitExceededException", 429, `The contact has ${most} streaming endpoints already.`);
  }
  const id = chat.identifiers.id();
  chat.streams.set(id, endpoint);
  return id;
}
