import type { StopContactStreamingRequest, StopContactStreamingResponse } from "@aws-sdk/client-connect";
import { existingContact, notFound, sameInstance } from "../access.js";
import type { Services } from "../operation.js";

export function StopContactStreaming(
  { contacts, instance }: Pick<Services, "contacts" | "instance">,
  { InstanceId, ContactId, StreamingId = "" }: StopContactStreamingRequest,
): StopContactStreamingResponse {
  sameInstance(instance, InstanceId);
  const { chat } = existingContact(contacts, ContactId);
  if (!chat.streams?.delete(StreamingId)) throw notFound();
  return {};
}
