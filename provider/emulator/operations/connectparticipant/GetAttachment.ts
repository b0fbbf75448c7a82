import type { GetAttachmentRequest, GetAttachmentResponse } from "@aws-sdk/client-connectparticipant";
import { attachmentUrl } from "../../attachment-transfer.js";
import { speaker } from "../access.js";
import type { Services } from "../operation.js";

export function GetAttachment(
  services: Pick<Services, "contacts" | "attachments" | "socketOrigin">,
  { ConnectionToken, AttachmentId = "", UrlExpiryInSeconds }: GetAttachmentRequest,
): GetAttachmentResponse {
  const participant = speaker(services.contacts, ConnectionToken);
  const { token, expires, size } = services.attachments.fetch(participant, AttachmentId, UrlExpiryInSeconds);
  return {
    Url: attachmentUrl(services, token),
    UrlExpiry: new Date(expires).toISOString(),
    AttachmentSizeInBytes: size,
  };
}
