import type {
  CompleteAttachmentUploadRequest,
  CompleteAttachmentUploadResponse,
} from "@aws-sdk/client-connectparticipant";
import { speaker } from "../access.js";
import type { Services } from "../operation.js";

export function CompleteAttachmentUpload(
  { contacts, attachments }: Pick<Services, "contacts" | "attachments">,
  { ConnectionToken, AttachmentIds: [id = ""] = [], ClientToken }: CompleteAttachmentUploadRequest,
): CompleteAttachmentUploadResponse {
  const participant = speaker(contacts, ConnectionToken);
  return participant.clientTokens.once("CompleteAttachmentUpload", ClientToken, () => {
    attachments.complete(participant, id);
    return {};
  });
}
