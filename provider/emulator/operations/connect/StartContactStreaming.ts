import type { StartContactStreamingRequest, StartContactStreamingResponse } from "@aws-sdk/client-connect";
import { openContact, sameInstance } from "../access.js";
import type { Services } from "../operation.js";
import { startStreaming } from "../streaming.js";

/** @partial The endpoint is recorded, and counts against the quota; nothing is sent to it. */
export function StartContactStreaming(
  { contacts, instance, quotas }: Pick<Services, "contacts" | "instance" | "quotas">,
  { InstanceId, ContactId, ChatStreamingConfiguration: streaming, ClientToken }: StartContactStreamingRequest,
): StartContactStreamingResponse {
  sameInstance(instance, InstanceId);
  const { chat } = openContact(contacts, ContactId);
  return chat.clientTokens.once("StartContactStreaming", ClientToken, () => ({
    StreamingId: startStreaming(chat, streaming?.StreamingEndpointArn ?? "", quotas),
  }));
}
