import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { constraintProblems } from "./constraints.js";
import { NotEmulatedError, ServiceError } from "./errors.js";
import type { Fault } from "./faults.js";
import { services as models } from "./model/model.js";
import { operations } from "./operations/index.js";
import type { Services } from "./operations/operation.js";
import { inputOf, type Route, routeOf } from "./router.js";

const mostBodyBytes = 1_048_576;

const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, PUT, DELETE",
  "access-control-allow-headers":
    "authorization, content-type, x-amz-bearer, x-amz-content-sha256, x-amz-date, x-amz-security-token, x-amz-user-agent, amz-sdk-invocation-id, amz-sdk-request",
  "access-control-expose-headers": "x-amzn-errortype, x-amzn-requestid",
};

/** Answers both APIs: finds the operation, holds the request against the model, and calls its file. */
export function httpListener(services: Services): RequestListener {
  return (request, response) => {
    answer(services, request, response).catch((error: unknown) => refuse(response, undefined, error));
  };
}

async function answer(services: Services, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isLoopback(request.headers.host)) return void send(response, 403, {}, { message: "Forbidden" });
  if (request.method === "OPTIONS") return void send(response, 200, {}, "");
  const url = new URL(`http://127.0.0.1/${request.url?.replace(/^\/+/, "")}`);
  const route = routeOf(request.method ?? "GET", url.pathname);
  try {
    const body = await bodyOf(request);
    const header = (name: string) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    };
    const fault = route && services.faults.take(route.operation);
    if (fault === "drop") return void request.socket.destroy();
    if (isError(fault)) throw new ServiceError(fault.error, fault.status, fault.message ?? "A fault, as asked for.");
    const output = await perform(services, route, url, header, body);
    const finish = () => send(response, route?.model?.status ?? 200, {}, output ?? {});
    if (fault === undefined) finish();
    else answerWith(fault, finish, response, services);
  } catch (error) {
    refuse(response, route, error);
  }
}

/** The operation is done; what is left to go wrong is its answer. */
function answerWith(fault: Fault, finish: () => void, response: ServerResponse, { clock }: Services): void {
  if (fault === "no answer") return;
  if (fault === "drop answer") {
    response.destroy();
  } else if (fault === "half answer") {
    response.writeHead(200, { "content-type": "application/json", "content-length": 1_000 });
    response.write('{"ContactId":"', () => response.destroy());
  } else if (typeof fault === "object" && "delayMilliseconds" in fault) {
    clock.after(fault.delayMilliseconds, "limit", finish);
  } else {
    finish();
  }
}

function isError(fault: Fault | undefined): fault is Extract<Fault, { error: string }> {
  return typeof fault === "object" && "error" in fault;
}

async function perform(
  services: Services,
  route: Route | undefined,
  url: URL,
  header: (name: string) => string | undefined,
  body: string,
): Promise<unknown> {
  if (!route) throw new ServiceError("UnknownOperationException", 404, `There is no operation at ${url.pathname}.`);
  const { service, operation, model } = route;
  const handler = operations[service][operation];
  if (!model || !handler) {
    throw new NotEmulatedError([operation], `The operation ${operation} of ${service} is not emulated.`);
  }
  authenticate(service, header);
  const input = inputOf(route, url.searchParams, header, body);
  const problems = model.input ? constraintProblems(models[service], model.input, input) : [];
  if (problems.length > 0) {
    const name = service === "connect" ? "InvalidParameterException" : "ValidationException";
    throw new ServiceError(name, 400, problems.join(" "));
  }
  return await handler(services, input as never);
}

/** Looks at the form of a signature, not at its secret; the participant service has its bearer token alone. */
function authenticate(service: Route["service"], header: (name: string) => string | undefined): void {
  if (service === "connectparticipant") {
    if (!header("x-amz-bearer")) {
      throw new ServiceError("UnauthorizedException", 401, "Unauthorized", { message: "Unauthorized" });
    }
    return;
  }
  const authorization = header("authorization");
  if (!authorization) {
    const message = "Missing Authentication Token";
    throw new ServiceError("MissingAuthenticationTokenException", 403, message, { message });
  }
  if (!/^AWS4-HMAC-SHA256 Credential=[^/\s]+\/\d{8}\/[^/\s]+\/connect\/aws4_request,/.test(authorization)) {
    const message = "The request's signature is not of AWS Signature Version 4 for connect.";
    throw new ServiceError("IncompleteSignatureException", 403, message, { message });
  }
}

function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBodyBytes) chunks.push(chunk);
    });
    request.on("end", () => {
      if (size <= mostBodyBytes) return resolve(Buffer.concat(chunks).toString("utf8"));
      const message = `The body has more than ${mostBodyBytes} bytes.`;
      reject(new ServiceError("RequestEntityTooLargeException", 413, message));
    });
    request.on("error", reject);
  });
}

function refuse(response: ServerResponse, route: Route | undefined, error: unknown): void {
  if (error instanceof ServiceError) {
    send(response, error.status, { "x-amzn-errortype": error.name }, error.body);
  } else if (error instanceof NotEmulatedError) {
    send(response, 501, { "x-amzn-errortype": error.name }, { Message: error.message, Missing: error.missing });
  } else {
    const name = route?.service === "connectparticipant" ? "InternalServerException" : "InternalServiceException";
    const reason = error instanceof Error ? error.message : String(error);
    send(response, 500, { "x-amzn-errortype": name }, { Message: `The emulator failed: ${reason}` });
  }
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: unknown): void {
  if (response.headersSent || response.destroyed) return;
  const text = typeof body === "string" ? body : JSON.stringify(body, epochSeconds);
  response.writeHead(status, {
    "content-type": "application/json",
    "x-amzn-requestid": randomUUID(),
    ...corsHeaders,
    ...headers,
  });
  response.end(text);
}

/** Timestamps of the connect API are epoch seconds; the participant API has strings of its own. */
function epochSeconds(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key];
  return original instanceof Date ? original.getTime() / 1000 : value;
}

function isLoopback(host: string | undefined): boolean {
  return /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/.test(host ?? "");
}
