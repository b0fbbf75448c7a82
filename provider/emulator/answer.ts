import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { NotEmulatedError, ServiceError } from "./errors.js";
import type { ServiceName } from "./model/model.js";

/**
 * What browsers are told of AWS's operations and of attachments. As the participant service was seen to do, no header is
 * exposed: an SDK in a browser does not learn an error's name there either.
 */
export const corsHeaders: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, PUT, DELETE",
  "access-control-allow-headers":
    "Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token,X-Amz-Content-Sha256,X-Amz-User-Agent,X-Amz-Bearer,amz-sdk-invocation-id,amz-sdk-request",
};

/** Writes a whole answer; a text as it is, anything else as JSON. Nothing where one was begun, or nobody listens. */
export function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): void {
  if (response.headersSent || response.destroyed) return;
  const text = typeof body === "string" ? body : JSON.stringify(body, epochSeconds);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    "x-amzn-requestid": randomUUID(),
    ...corsHeaders,
    ...headers,
  });
  response.end(text);
}

/** Promises a whole answer, and cuts the connection in the middle of its body. */
export function sendHalf(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body, epochSeconds);
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
  response.writeHead(status, { ...headers, ...corsHeaders });
  response.write(text.slice(0, Math.ceil(text.length / 2)), () => response.destroy());
}

/** Answers with an error: AWS's, ours where something is not emulated, or a failure of the emulator. */
export function refuse(response: ServerResponse, service: ServiceName | undefined, error: unknown): void {
  if (error instanceof ServiceError) {
    nameError(response, error.name);
    send(response, error.status, {}, error.body);
  } else if (error instanceof NotEmulatedError) {
    nameError(response, error.name);
    send(response, 501, {}, { Message: error.message, Missing: error.missing });
  } else {
    nameError(response, service === "connectparticipant" ? "InternalServerException" : "InternalServiceException");
    const reason = error instanceof Error ? error.message : String(error);
    send(response, 500, {}, { Message: `The emulator failed: ${reason}` });
  }
}

/** Some answers of the gateway before a service name no error. */
function nameError(response: ServerResponse, name: string): void {
  if (name !== "" && !response.headersSent) response.setHeader("x-amzn-errortype", name);
}

/** Timestamps of the connect API are epoch seconds; the participant API has strings of its own. */
function epochSeconds(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key];
  return original instanceof Date ? original.getTime() / 1000 : value;
}
