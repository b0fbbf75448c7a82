import type { IncomingMessage, ServerResponse } from "node:http";
import { corsHeaders } from "./answer.js";
import type { Attachment, Attachments } from "./attachments.js";
import type { Answerer } from "./http.js";

const path = /^\/attachment\/([\w-]+)$/;

/** Where the bytes of an attachment are sent to and fetched from, for whoever has the ticket. */
export function attachmentUrl({ socketOrigin }: { readonly socketOrigin: () => string }, token: string): string {
  return `${socketOrigin().replace(/^ws/, "http")}/attachment/${token}`;
}

/** What an upload must be sent with. */
export function uploadHeaders({ contentType }: Pick<Attachment, "contentType">): Record<string, string> {
  return { "Content-Type": contentType, "Content-Disposition": "attachment" };
}

/** Takes uploads and serves downloads, as the bucket behind the real service does: without credentials, by the URL alone. */
export function attachmentAnswerer(attachments: Attachments): Answerer {
  return (request, response, target) => {
    const token = path.exec(target.path)?.[1];
    if (!token) return false;
    if (request.method === "OPTIONS") preflight(request, response);
    else if (request.method === "PUT") upload(attachments.toUpload(token), request, response);
    else if (request.method === "GET") download(attachments.toDownload(token), response);
    else refuse(request, response, 405, "MethodNotAllowed", "There is PUT for uploads and GET for downloads.");
    return true;
  };
}

function preflight(request: IncomingMessage, response: ServerResponse): void {
  const asked = request.headers["access-control-request-headers"] ?? "";
  response.writeHead(200, { ...corsHeaders, "access-control-allow-headers": asked, "content-length": 0 });
  response.end();
}

function upload(attachment: Attachment | undefined, request: IncomingMessage, response: ServerResponse): void {
  const missing = attachment ? missingHeaders(attachment, request) : [];
  if (!attachment) {
    refuse(request, response, 403, "AccessDenied", "Request has expired");
  } else if (missing.length > 0) {
    const message = `The headers that came with the URL must be sent as they are: ${missing.join(", ")}.`;
    refuse(request, response, 403, "SignatureDoesNotMatch", message);
  } else if (Number(request.headers["content-length"] ?? attachment.size) !== attachment.size) {
    refuseSize(request, response, attachment, Number(request.headers["content-length"]));
  } else {
    receive(attachment, request, response);
  }
}

function missingHeaders(attachment: Attachment, request: IncomingMessage): string[] {
  return Object.entries(uploadHeaders(attachment))
    .filter(([name, value]) => request.headers[name.toLowerCase()] !== value)
    .map(([name]) => name);
}

function receive(attachment: Attachment, request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  let received = 0;
  request.on("data", (chunk: Buffer) => {
    received += chunk.length;
    if (received <= attachment.size) chunks.push(chunk);
  });
  request.on("end", () => {
    if (received === attachment.size) {
      attachment.bytes = Buffer.concat(chunks);
      response.writeHead(200, { ...corsHeaders, "content-length": 0 });
      response.end();
    } else {
      refuseSize(request, response, attachment, received);
    }
  });
}

function download(attachment: Attachment | undefined, response: ServerResponse): void {
  if (!attachment?.bytes) {
    answer(response, 403, "AccessDenied", "Request has expired");
    return;
  }
  response.writeHead(200, {
    ...corsHeaders,
    "content-type": attachment.contentType,
    "content-length": attachment.bytes.length,
    "content-disposition": `attachment; filename*=UTF-8''${headerText(attachment.name)}`,
  });
  response.end(attachment.bytes);
}

/** As RFC 8187 writes a text in a header; half a character, which JSON may hold, becomes a replacement. */
function headerText(value: string): string {
  const escaped = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(Buffer.from(value).toString()).replace(/['()*]/g, escaped);
}

function refuseSize(request: IncomingMessage, response: ServerResponse, { size }: Attachment, sent: number): void {
  const code = sent > size ? "EntityTooLarge" : "EntityTooSmall";
  refuse(request, response, 400, code, `${size} bytes were announced, and ${sent} sent.`);
}

/** What the client still sends is read and dropped, so that it comes to read the answer. */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
): void {
  request.resume();
  answer(response, status, code, message);
}

/** Errors are in the XML of the bucket. */
function answer(response: ServerResponse, status: number, code: string, message: string): void {
  if (response.headersSent || response.destroyed) return;
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  response.writeHead(status, {
    ...corsHeaders,
    "content-type": "application/xml",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}
