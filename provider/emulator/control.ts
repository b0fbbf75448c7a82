import type { IncomingMessage, ServerResponse } from "node:http";
import { ServiceError } from "./errors.js";
import type { Fault, Faults, PlannedFault, Schedule } from "./faults.js";
import type { Answerer, Target } from "./http.js";
import type { FlowSource } from "./options.js";
import type { DecidedOutcome } from "./outcomes.js";
import { bodyOf } from "./request-body.js";

/** What tools in any language may see and do at `/emulator`, where AWS has no operation. */
export interface Controlled {
  state(): object;
  contacts(): readonly object[];
  contact(id: string): object | undefined;
  /** The whole chat that a contact belongs to. */
  chat(id: string): object | undefined;
  /** As the emulator's own; whether there is such a contact. */
  decide(id: string, outcomes: Readonly<Record<string, DecidedOutcome>>): boolean;
  /** As the emulator's own; `undefined` where there is no such contact. */
  passTime(id: string, milliseconds?: number): object | undefined;
  flows(): readonly object[];
  load(source: FlowSource): object;
  /** Whether there was such a flow. */
  unload(id: string): boolean;
  readonly faults: Faults;
  reset(options: { readonly contacts?: boolean }): void;
  now(): number;
  /** Absent where the clock is not a manual one. */
  readonly advance?: (milliseconds: number) => void;
}

type Body = Readonly<Record<string, unknown>>;
type Handler = (controlled: Controlled, body: Body, id: string) => object;

/** An error of the control paths: `{ "error": { "code", "message" } }`. */
class ControlError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

const done = {};

/** What each path takes; `*` stands for an id. */
const paths: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  "/emulator": { GET: () => ({ paths: overview() }) },
  "/emulator/state": { GET: (controlled) => controlled.state() },
  "/emulator/contacts": { GET: (controlled) => ({ contacts: controlled.contacts() }) },
  "/emulator/contacts/*": {
    GET: (controlled, _body, id) => controlled.contact(id) ?? notFound(`There is no contact ${id}.`),
    POST: passTime,
  },
  "/emulator/chats/*": {
    GET: (controlled, _body, id) => controlled.chat(id) ?? notFound(`There is no contact ${id}.`),
    POST: decide,
  },
  "/emulator/flows": {
    GET: (controlled) => ({ flows: controlled.flows() }),
    POST: (controlled, body) => asked(() => controlled.load(flowOf(body))),
  },
  "/emulator/flows/*": {
    DELETE: (controlled, _body, id) => (controlled.unload(id) ? done : notFound(`There is no flow ${id}.`)),
  },
  "/emulator/faults": {
    GET: ({ faults }) => ({ faults: faults.waiting }),
    POST: plan,
    DELETE({ faults }) {
      faults.clear();
      return done;
    },
  },
  "/emulator/faults/*": {
    DELETE: ({ faults }, _body, id) => (faults.drop(Number(id)) ? done : notFound(`There is no fault ${id}.`)),
  },
  "/emulator/clock": {
    GET: (controlled) => clockOf(controlled),
    POST: advance,
  },
  "/emulator/reset": {
    POST(controlled, body) {
      const { contacts = false } = only(body, ["contacts"]);
      if (typeof contacts !== "boolean") throw invalid("contacts is true or false.");
      controlled.reset({ contacts });
      return done;
    },
  },
};

/** Answers everything at `/emulator` and below. */
export function controlAnswerer(controlled: Controlled): Answerer {
  return (request, response, target) => {
    if (target.path !== "/emulator" && !target.path.startsWith("/emulator/")) return false;
    answer(controlled, request, target)
      .then((result) => send(request, response, 200, {}, result))
      .catch((error: unknown) => refuse(request, response, error));
    return true;
  };
}

async function answer(controlled: Controlled, request: IncomingMessage, { path }: Target): Promise<object> {
  refuseForeign(request.headers.origin);
  const body = await bodyOf(request);
  const handlers = pathOf(path);
  if (!handlers) throw new ControlError(404, "NOT_FOUND", `There is nothing at ${path}; see /emulator.`);
  if (request.method === "OPTIONS") return done;
  const handler = handlers.methods[request.method === "HEAD" ? "GET" : (request.method ?? "GET")];
  if (!handler) {
    const allow = Object.keys(handlers.methods).join(", ");
    throw new ControlError(405, "METHOD_NOT_ALLOWED", `${path} takes ${allow}.`, { allow });
  }
  return handler(controlled, jsonOf(body), handlers.id);
}

function pathOf(
  path: string,
): { readonly methods: Readonly<Record<string, Handler>>; readonly id: string } | undefined {
  const [, room = "", id] = /^(\/emulator(?:\/[a-z]+)?)(?:\/([^/]*))?$/.exec(path) ?? [];
  const methods = id ? paths[`${room}/*`] : paths[room];
  return methods && { methods, id: decoded(id ?? "") };
}

/** A page of another origin must not steer an emulator on the machine of who looks at it. */
function refuseForeign(origin: string | undefined): void {
  if (origin === undefined || isLocal(origin)) return;
  throw new ControlError(403, "FOREIGN_ORIGIN", `Pages of ${origin} may not steer the emulator.`);
}

function isLocal(origin: string): boolean {
  return /^https?:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/.test(origin);
}

function plan({ faults }: Controlled, body: Body): PlannedFault {
  const { at, fault, skip, every, times } = only(body, ["at", "fault", "skip", "every", "times"]);
  if (typeof at !== "string" || fault === undefined) throw invalid('A fault is { "at": …, "fault": … }.');
  const given = Object.entries({ skip, every, times }).filter(([, value]) => value !== undefined);
  return asked(() => faults.add(at, fault as Fault, Object.fromEntries(given) as Schedule));
}

/** Does what a request asks for; where that cannot be, the request is at fault. */
function asked<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw error instanceof ControlError ? error : invalid(messageOf(error));
  }
}

function advance(controlled: Controlled, body: Body): object {
  const { advanceMilliseconds: milliseconds } = only(body, ["advanceMilliseconds"]);
  if (typeof milliseconds !== "number" || !(milliseconds >= 0)) {
    throw invalid("advanceMilliseconds is a number, at least 0.");
  }
  if (!controlled.advance) {
    throw new ControlError(409, "CLOCK_NOT_MANUAL", "Only the manual clock can be advanced: start with clock manual.");
  }
  controlled.advance(milliseconds);
  return clockOf(controlled);
}

function decide(controlled: Controlled, body: Body, id: string): object {
  const { outcomes } = only(body, ["outcomes"]);
  if (typeof outcomes !== "object" || outcomes === null) throw invalid('outcomes is { "IDENTIFIER": { "error": … } }.');
  const known = asked(() => controlled.decide(id, outcomes as Readonly<Record<string, DecidedOutcome>>));
  return known ? done : notFound(`There is no contact ${id}.`);
}

function passTime(controlled: Controlled, body: Body, id: string): object {
  const { passMilliseconds: milliseconds } = only(body, ["passMilliseconds"]);
  if (milliseconds !== undefined && !(typeof milliseconds === "number" && milliseconds >= 0)) {
    throw invalid("passMilliseconds is a number, at least 0.");
  }
  return controlled.passTime(id, milliseconds) ?? notFound(`There is no contact ${id}.`);
}

function clockOf(controlled: Controlled): object {
  return { time: new Date(controlled.now()).toISOString(), manual: controlled.advance !== undefined };
}

function flowOf(body: Body): FlowSource {
  const { name, content, type } = only(body, ["name", "content", "type"]);
  const typed = type === undefined || typeof type === "string";
  if (typeof name !== "string" || name === "" || !content || !typed) {
    throw invalid('A flow is { "name": …, "content": … }, with the content as exported, and a type if it is another.');
  }
  return { name, content: content as string | object, type };
}

function only(body: Body, names: readonly string[]): Body {
  const unknown = Object.keys(body).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw invalid(`There is no ${unknown.join(", ")} here; there are ${names.join(", ")}.`);
  return body;
}

function jsonOf(body: string): Body {
  if (body.trim() === "") return {};
  try {
    const json: unknown = JSON.parse(body);
    if (typeof json === "object" && json !== null && !Array.isArray(json)) return json as Body;
  } catch {}
  throw invalid("The body is not a JSON object.");
}

function overview(): object {
  return Object.fromEntries(Object.entries(paths).map(([path, methods]) => [path, Object.keys(methods)]));
}

function invalid(message: string): ControlError {
  return new ControlError(400, "INVALID", message);
}

function notFound(message: string): never {
  throw new ControlError(404, "NOT_FOUND", message);
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (error instanceof ControlError) {
    const { status, code, message, headers } = error;
    send(request, response, status, headers, { error: { code, message } });
    return;
  }
  const [status, code] = error instanceof ServiceError ? [error.status, "INVALID"] : [500, "FAILED"];
  send(request, response, status, {}, { error: { code, message: messageOf(error) } });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function send(
  { headers: { origin } }: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: object,
): void {
  if (response.headersSent || response.destroyed) return;
  const text = `${JSON.stringify(body)}\n`;
  const cors = {
    "access-control-allow-origin": origin ?? "",
    "access-control-allow-methods": "GET, POST, DELETE",
    "access-control-allow-headers": "content-type",
    vary: "origin",
  };
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    ...(origin && isLocal(origin) ? cors : {}),
    ...headers,
  });
  response.end(text);
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
