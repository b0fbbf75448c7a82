import type { IncomingMessage } from "node:http";
import { ServiceError } from "./errors.js";

/** The largest member of the model, with every character escaped, fits in more than twice. */
export const mostBodyBytes = 4 * 1_048_576;

/** A client that sends more than this beyond the limit is cut off without an answer. */
const mostDiscardedBytes = 64 * 1_048_576;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The body as text. Refuses more than `mostBodyBytes`, once the client has sent it all so that it reads the answer,
 * and what is not UTF-8. Never resolves where the client goes away.
 */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const bytes = await bytesOf(request, mostBodyBytes);
  try {
    return utf8.decode(bytes);
  } catch {
    throw new ServiceError("SerializationException", 400, "The body is not UTF-8.");
  }
}

/** The body as it is; `ServiceError` with status 413 for more than `most` bytes. */
export function bytesOf(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else chunks.length = 0;
      if (size > most + mostDiscardedBytes) request.destroy();
    });
    request.on("end", () => {
      if (size <= most) return resolve(Buffer.concat(chunks));
      reject(new ServiceError("RequestEntityTooLargeException", 413, `The body has more than ${most} bytes.`));
    });
    request.on("error", reject);
  });
}
