import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { refuse, send, sendHalf } from "./answer.js";
import { constraintProblems } from "./constraints.js";
import { NotEmulatedError, ServiceError } from "./errors.js";
import { isError, serviceError } from "./faults.js";
import { services as models, type OperationModel, type ServiceName } from "./model/model.js";
import { operations } from "./operations/index.js";
import type { Services } from "./operations/operation.js";
import { bodyOf } from "./request-body.js";
import { inputOf, type Route, routeOf } from "./router.js";
import { authenticate } from "./signature.js";

/** Where a request goes: the path still percent-encoded and without slashes doubled at its start, and its query. */
export interface Target {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Answers requests of paths that are not operations of AWS; `false` leaves a request to the next. */
export type Answerer = (request: IncomingMessage, response: ServerResponse, target: Target) => boolean;

export interface Listener {
  /** The services as a client of this host sees them. */
  servicesFor(host: string): Services;
  allowsHost(host: string | undefined): boolean;
  /** Paths besides AWS's operations; the first that answers has answered. */
  readonly others: readonly Answerer[];
  /** Hears of every call that was answered, or cut off. */
  readonly log?: (line: string) => void;
}

/** Answers both APIs: finds the operation, holds the request against the model, and calls its file. */
export function httpListener({ servicesFor, allowsHost, others, log }: Listener): RequestListener {
  return (request, response) => {
    const { host } = request.headers;
    if (host === undefined || !allowsHost(host)) return send(response, 403, {}, { message: "Forbidden" });
    const target = targetOf(request.url ?? "/");
    if (others.some((answerer) => answerer(request, response, target))) return;
    if (request.method === "OPTIONS") return send(response, 200, {}, "");
    const route = routeOf(request.method ?? "GET", target.path);
    if (log) response.once("close", () => log(callLine(route, response)));
    call(servicesFor(host), route, target, request, response).catch((error: unknown) =>
      refuse(response, route?.service, error),
    );
  };
}

async function call(
  services: Services,
  route: Route | undefined,
  target: Target,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(request);
  const header = (name: string) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const { clock, faults } = services;
  const fault = route && faults.take(route.operation);
  const taken = clock.now();
  if (fault === "drop") return void request.socket.destroy();
  if (route && isError(fault)) throw serviceError(route.operation, fault);
  const output = (await perform(services, route, target, header, body)) ?? {};
  const status = route?.model?.status ?? 200;
  if (fault === "no answer") return;
  if (fault === "drop answer") response.destroy();
  else if (fault === "half answer") sendHalf(response, status, output);
  else if (typeof fault === "object" && "delayMilliseconds" in fault) {
    const rest = taken + fault.delayMilliseconds - clock.now();
    const finish = () => send(response, status, {}, output);
    if (rest > 0) clock.after(rest, "limit", finish);
    else finish();
  } else send(response, status, {}, output);
}

async function perform(
  services: Services,
  route: Route | undefined,
  { path, query }: Target,
  header: (name: string) => string | undefined,
  body: string,
): Promise<unknown> {
  if (!route) throw new ServiceError("UnknownOperationException", 404, `There is no operation at ${path}.`);
  const { service, operation, model } = route;
  const handler = operations[service][operation];
  if (!model || !handler) {
    throw new NotEmulatedError([operation], `The operation ${operation} of ${service} is not emulated.`);
  }
  authenticate(service, header);
  const { rateLimits, behaviour } = services;
  if (behaviour.countedCalls === "all") rateLimits.take(service, operation);
  const input = inputOf(route, query, header, body);
  const problems = model.input ? constraintProblems(models[service], model.input, input) : [];
  if (problems.length > 0) {
    throw new ServiceError(invalidName(service, model), 400, problems.join(" "));
  }
  if (behaviour.countedCalls === "valid") rateLimits.take(service, operation);
  return await handler(services, input as never);
}

/** GetContactAttributes, CreateParticipant and a few more declare no InvalidParameterException. */
function invalidName(service: ServiceName, { errors }: OperationModel): string {
  if (service === "connectparticipant") return "ValidationException";
  return Object.hasOwn(errors, "InvalidParameterException") ? "InvalidParameterException" : "InvalidRequestException";
}

/** `SendMessage → 403 AccessDeniedException`; no path, since some have a token in it. */
function callLine(route: Route | undefined, response: ServerResponse): string {
  const name = route?.operation ?? "An unknown operation";
  if (!response.writableFinished) return `${name} → cut off`;
  return [`${name} →`, response.statusCode, response.getHeader("x-amzn-errortype")].filter(Boolean).join(" ");
}

/** Without resolving `.` and `..`, which a label may be; AWS's clients encode what would be another segment. */
function targetOf(url: string): Target {
  const origin = /^https?:\/\/[^/?]*/i.exec(url)?.[0] ?? "";
  const [, path = "", query = ""] = /^([^?#]*)(?:\?([^#]*))?/.exec(url.slice(origin.length)) ?? [];
  return { path: `/${path.replace(/^\/+/, "")}`, query: new URLSearchParams(query) };
}
