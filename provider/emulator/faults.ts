import { ServiceError } from "./errors.js";
import { services } from "./model/model.js";
import { operations } from "./operations/index.js";

/** What goes wrong. Of an operation: */
export type Fault =
  /** It is answered with this error, and nothing is done. `status` can be left out where the operation declares the error. */
  | { readonly error: string; readonly status?: number; readonly message?: string }
  /** `drop`: the connection is cut and nothing is done; of a socket, without a close frame. `drop answer`: it is done, but the connection is cut instead of an answer. `half answer`: it is cut in the middle of the body. `no answer`: it is done and never answered. */
  | "drop"
  | "drop answer"
  | "half answer"
  | "no answer"
  /** It is done, and answered this much later on the emulator's clock. Of the socket: opened, subscribed, sent later. */
  | { readonly delayMilliseconds: number }
  /** Of `socket open`: the handshake is refused. Of `subscribe`: it is answered with failure. */
  | "refuse"
  /** Of `socket open`, `subscribe`, `heartbeat` and `ping`: nothing is answered. */
  | "ignore"
  /** Of the socket: it is closed with this code instead. */
  | { readonly close: number }
  /** Of `subscribe` and frames: it is closed with this code right after. */
  | { readonly closeAfter: number }
  /** Of frames: the message is lost, or comes twice. */
  | "lose"
  | "double";

/**
 * Where it goes wrong: an operation, or a moment of the WebSocket. `frame` is each item of the chat sent to each socket;
 * `frame MESSAGE`, `frame text/plain` and `frame chat.ended` are those of a type, a content type or an event.
 */
export type FaultPoint = "socket open" | "subscribe" | "heartbeat" | "ping" | "frame" | (string & {});

/** Which calls or frames it befalls, counted from now. */
export interface Schedule {
  /** How many go well first. Default 0. */
  readonly skip?: number;
  /** Of those that follow, every n-th alone. Default 1: each. */
  readonly every?: number;
  /** How often it happens in all. Default once, and with `every` without end. */
  readonly times?: number;
}

/** A fault that waits for its time. */
export interface PlannedFault extends Schedule {
  readonly id: number;
  readonly at: FaultPoint;
  readonly fault: Fault;
  /** How often it has happened. */
  readonly happened: number;
}

/** Faults on demand: each happens at its point as often as it was asked for; of two that are due, the older one. */
export class Faults {
  private plans: Plan[] = [];
  private count = 0;

  /** Throws when there is no such point or fault: one that never happens would make a test that tests nothing. */
  add(at: FaultPoint, fault: Fault, schedule: number | Schedule = {}): PlannedFault {
    const asked = typeof schedule === "number" ? { times: schedule } : schedule;
    const problems = faultProblems(at, fault, asked);
    if (problems.length > 0) throw new TypeError(problems.join(" "));
    const plan: Plan = { id: ++this.count, at, fault, ...asked, seen: 0, happened: 0 };
    this.plans.push(plan);
    return planned(plan);
  }

  /** What befalls a call or frame that goes by these points. */
  take(...points: readonly FaultPoint[]): Fault | undefined {
    if (this.plans.length === 0) return undefined;
    const here = this.plans.filter(({ at }) => points.includes(at));
    for (const plan of here) plan.seen += 1;
    const due = here.find(isDue);
    if (!due) return undefined;
    due.happened += 1;
    if (due.happened >= timesOf(due)) this.plans = this.plans.filter((plan) => plan !== due);
    return due.fault;
  }

  /** What befalls a frame of the chat. */
  takeFrame(frame: string): Fault | undefined {
    if (!this.plans.some(({ at }) => at.startsWith("frame"))) return undefined;
    return this.take("frame", ...kindsOf(frame).map((kind) => `frame ${kind}`));
  }

  /** Those that have not happened as often as asked for. */
  get waiting(): PlannedFault[] {
    return this.plans.map(planned);
  }

  /** Whether there was such a fault to drop. */
  drop(id: number): boolean {
    const before = this.plans.length;
    this.plans = this.plans.filter((plan) => plan.id !== id);
    return this.plans.length < before;
  }

  clear(): void {
    this.plans = [];
  }
}

export function isError(fault: Fault | undefined): fault is Extract<Fault, { error: string }> {
  return typeof fault === "object" && "error" in fault;
}

/** The error that an operation is to be answered with. */
export function serviceError(operation: string, fault: Extract<Fault, { error: string }>): ServiceError {
  const status = fault.status ?? declaredStatus(operation, fault.error) ?? 500;
  return new ServiceError(fault.error, status, fault.message ?? "A fault, as asked for.");
}

/** Every reason why a fault could not happen. */
export function faultProblems(at: FaultPoint, fault: Fault, schedule: Schedule): string[] {
  const possible = possibleAt(at);
  if (!possible) {
    const points = [...Object.keys(socketFaults), "frame", "frame KIND"].join(", ");
    return [`Nothing goes wrong at ${at}: it is no operation of the emulator, and none of ${points}.`];
  }
  const problems: string[] = [];
  const kind = typeof fault === "object" && fault !== null ? (Object.keys(fault)[0] ?? "") : String(fault);
  if (!possible.includes(kind)) problems.push(`At ${at} there is no fault ${kind}; there are ${possible.join(", ")}.`);
  else if (isError(fault)) problems.push(...errorProblems(at, fault));
  else if (typeof fault === "object") problems.push(...numberProblems(fault));
  else if (isValued(kind)) problems.push(`The fault ${kind} needs a value: { "${kind}": … }.`);
  for (const [name, least] of Object.entries({ skip: 0, every: 1, times: 1 })) {
    const value = schedule[name as keyof Schedule];
    if (value !== undefined && !(Number.isInteger(value) && value >= least)) {
      problems.push(`${name} is a whole number, at least ${least}.`);
    }
  }
  return problems;
}

type Plan = { -readonly [Name in keyof PlannedFault]: PlannedFault[Name] } & { seen: number };

const socketFaults: Readonly<Record<string, readonly string[]>> = {
  "socket open": ["refuse", "ignore", "drop", "close", "delayMilliseconds"],
  subscribe: ["refuse", "ignore", "drop", "close", "closeAfter", "delayMilliseconds"],
  heartbeat: ["ignore", "drop", "close", "delayMilliseconds"],
  ping: ["ignore", "drop", "close", "delayMilliseconds"],
};
const frameFaults = ["lose", "double", "drop", "close", "closeAfter", "delayMilliseconds"];
const operationFaults = ["drop", "drop answer", "half answer", "no answer", "error", "delayMilliseconds"];

const eventPrefix = "application/vnd.amazonaws.connect.event.";
const itemKind = /^(MESSAGE|EVENT|ATTACHMENT|MESSAGEMETADATA|[\w.-]+\/[\w.-]+|[a-z]+(\.[a-z]+)*)$/;

function possibleAt(at: FaultPoint): readonly string[] | undefined {
  if (Object.hasOwn(socketFaults, at)) return socketFaults[at];
  if (at === "frame" || (at.startsWith("frame ") && itemKind.test(at.slice("frame ".length)))) return frameFaults;
  return Object.values(operations).some((service) => Object.hasOwn(service, at)) ? operationFaults : undefined;
}

function errorProblems(at: FaultPoint, { error, status, message }: Extract<Fault, { error: string }>): string[] {
  const problems: string[] = [];
  if (typeof error !== "string" || !/^[\w.]+$/.test(error)) problems.push("error is the name of an error.");
  else if (status === undefined && declaredStatus(at, error) === undefined) {
    problems.push(`${at} does not declare ${error}; give its HTTP status too.`);
  }
  if (status !== undefined && !(Number.isInteger(status) && status >= 400 && status <= 599)) {
    problems.push("status is a whole number from 400 to 599.");
  }
  if (message !== undefined && typeof message !== "string") problems.push("message is a text.");
  return problems;
}

function numberProblems(fault: object): string[] {
  const [[name, value] = ["", undefined]] = Object.entries(fault);
  if (name === "delayMilliseconds") {
    return Number.isInteger(value) && value >= 0 ? [] : [`${name} is a whole number, at least 0.`];
  }
  const sendable =
    Number.isInteger(value) &&
    ((value >= 1000 && value <= 1014 && ![1004, 1005, 1006].includes(value)) || (value >= 3000 && value <= 4999));
  return sendable ? [] : [`${name} is a code that a WebSocket can be closed with: 1000 to 1014, or 3000 to 4999.`];
}

function isValued(kind: string): boolean {
  return ["error", "delayMilliseconds", "close", "closeAfter"].includes(kind);
}

function declaredStatus(operation: string, error: string): number | undefined {
  return Object.values(services)
    .map(({ operations: declared }) => (Object.hasOwn(declared, operation) ? declared[operation]?.errors : undefined))
    .map((errors) => (errors && Object.hasOwn(errors, error) ? errors[error] : undefined))
    .find((status) => status !== undefined);
}

function timesOf({ times, every }: Schedule): number {
  return times ?? (every === undefined ? 1 : Number.POSITIVE_INFINITY);
}

function isDue({ seen, skip = 0, every = 1 }: Plan): boolean {
  return seen > skip && (seen - skip) % every === 0;
}

function planned({ seen: _, ...plan }: Plan): PlannedFault {
  return plan;
}

/** Type, content type and, of an event, its name. */
function kindsOf(frame: string): string[] {
  const { content } = JSON.parse(frame) as { content: string };
  const { Type = "", ContentType = "" } = JSON.parse(content) as { Type?: string; ContentType?: string };
  return [Type, ContentType, ...(ContentType.startsWith(eventPrefix) ? [ContentType.slice(eventPrefix.length)] : [])];
}
