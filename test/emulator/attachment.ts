import { CompleteAttachmentUploadCommand, StartAttachmentUploadCommand } from "@aws-sdk/client-connectparticipant";
import type { Customer } from "./customer.js";

/** Announces a text file and sends its bytes; answers its id. */
export async function send({ participant }: Customer, ConnectionToken: string, content: string): Promise<string> {
  const { AttachmentId = "", UploadMetadata } = await participant.send(
    new StartAttachmentUploadCommand({
      ConnectionToken,
      AttachmentName: "note.txt",
      AttachmentSizeInBytes: Buffer.byteLength(content),
      ContentType: "text/plain",
      ClientToken: undefined,
    }),
  );
  const { Url = "", HeadersToInclude: headers } = UploadMetadata ?? {};
  const { status } = await fetch(Url, { method: "PUT", headers, body: content });
  if (status !== 200) throw new Error(`The upload was answered with ${status}.`);
  return AttachmentId;
}

/** Tells the chat that an upload is complete. */
export async function complete(
  { participant }: Customer,
  ConnectionToken: string,
  AttachmentId: string,
  ClientToken?: string,
): Promise<void> {
  const AttachmentIds = [AttachmentId];
  await participant.send(new CompleteAttachmentUploadCommand({ ConnectionToken, AttachmentIds, ClientToken }));
}

/** A text file in the chat, from beginning to end; answers its id. */
export async function upload(customer: Customer, ConnectionToken: string, content: string): Promise<string> {
  const id = await send(customer, ConnectionToken, content);
  await complete(customer, ConnectionToken, id);
  return id;
}
