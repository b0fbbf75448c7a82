import type { StartAttachmentUploadRequest, StartAttachmentUploadResponse } from "@aws-sdk/client-connectparticipant";
import { attachmentUrl, uploadHeaders } from "../../attachment-transfer.js";
import { speaker } from "../access.js";
import type { Services } from "../operation.js";

export function StartAttachmentUpload(
  services: Pick<Services, "contacts" | "attachments" | "socketOrigin">,
  request: StartAttachmentUploadRequest,
): StartAttachmentUploadResponse {
  const { ContentType: contentType = "", AttachmentName: name = "", AttachmentSizeInBytes: size = 0 } = request;
  const participant = speaker(services.contacts, request.ConnectionToken);
  return participant.clientTokens.once("StartAttachmentUpload", request.ClientToken, () => {
    const { id, upload } = services.attachments.announce(participant, { name, contentType, size });
    return {
      AttachmentId: id,
      UploadMetadata: {
        Url: attachmentUrl(services, upload.token),
        UrlExpiry: new Date(upload.expires).toISOString(),
        HeadersToInclude: uploadHeaders({ contentType }),
      },
    };
  });
}
