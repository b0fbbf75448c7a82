import { readFileSync } from "node:fs";
import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { basename, extname } from "node:path";
import {
  CompleteAttachmentUploadCommand,
  type ConnectParticipantClient,
  StartAttachmentUploadCommand,
} from "@aws-sdk/client-connectparticipant";
import { ChatCheckError } from "../errors.js";
import { networkAgent } from "./network.js";
import { serviceError } from "./service-error.js";
import type { Surroundings } from "./surroundings.js";

/** By a file's ending; what is not here goes as a stream of bytes. */
const contentTypes: Readonly<Record<string, string>> = {
  ".csv": "text/csv",
  ".doc": "application/msword",
  ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ".gif": "image/gif",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".json": "application/json",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".ppt": "application/vnd.ms-powerpoint",
  ".txt": "text/plain",
  ".wav": "audio/wav",
  ".xls": "application/vnd.ms-excel",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Sends a file: announces it, puts its bytes to the URL that comes back, and completes it. */
export async function uploadAttachment(
  client: ConnectParticipantClient,
  connectionToken: string | undefined,
  file: string,
  surroundings: Surroundings,
  abortSignal: AbortSignal,
): Promise<void> {
  const bytes = bytesOf(file);
  const call = async <T>(operation: string, sending: Promise<T>): Promise<T> =>
    sending.catch((cause: unknown) => {
      throw serviceError(operation, cause);
    });
  const started = await call(
    "StartAttachmentUpload",
    client.send(
      new StartAttachmentUploadCommand({
        ConnectionToken: connectionToken,
        AttachmentName: basename(file),
        AttachmentSizeInBytes: bytes.length,
        ContentType: contentTypes[extname(file).toLowerCase()] ?? "application/octet-stream",
        ClientToken: surroundings.newId(),
      }),
      { abortSignal },
    ),
  );
  await put(
    started.UploadMetadata?.Url ?? "",
    started.UploadMetadata?.HeadersToInclude ?? {},
    bytes,
    surroundings,
    abortSignal,
  );
  await call(
    "CompleteAttachmentUpload",
    client.send(
      new CompleteAttachmentUploadCommand({
        ConnectionToken: connectionToken,
        AttachmentIds: [started.AttachmentId ?? ""],
        ClientToken: surroundings.newId(),
      }),
      { abortSignal },
    ),
  );
}

async function put(
  url: string,
  headers: Readonly<Record<string, string>>,
  bytes: Buffer,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<void> {
  const request = url.startsWith("https:") ? secureRequest : plainRequest;
  const agent = networkAgent(surroundings, url);
  const options = { method: "PUT", headers: { ...headers, "content-length": bytes.length }, agent, signal };
  try {
    await new Promise<void>((resolve, reject) => {
      const sending = request(url, options, (response) => {
        response.resume();
        if (response.statusCode && response.statusCode < 300) resolve();
        else reject(refused(response.statusCode));
      });
      sending.once("error", (cause) => reject(serviceError("the upload of a file", cause)));
      sending.end(bytes);
    });
  } finally {
    agent?.destroy();
  }
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new ChatCheckError({
      code: "FILE_UNREADABLE",
      message: `The file to send cannot be read: ${(cause as Error).message}.`,
      hint: "Correct the path, which is relative to the conversation's file.",
      cause,
    });
  }
}

function refused(status: number | undefined): ChatCheckError {
  return new ChatCheckError({
    code: "REQUEST_REFUSED",
    message: `The upload of a file was refused with HTTP ${status}.`,
    hint: "Check that the instance allows attachments, and this kind and size of file.",
  });
}
