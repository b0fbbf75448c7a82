import { Agent, request } from "node:http";
import type { ServiceTarget } from "../chat/client-settings.js";
import { shareClients } from "../chat/clients.js";
import { ChatCheckError } from "../errors.js";
import type { ContactState, DecidedOutcome, Moment, Target } from "./target.js";

/** Where an emulator is, and what it has. */
export interface EmulatorPlace {
  readonly url: string;
  readonly region: string;
  readonly instanceId: string;
  readonly flows: readonly {
    readonly id: string;
    readonly arn: string;
    readonly name: string;
    readonly type?: string;
  }[];
}

/** What steers an emulator: itself, where it runs in this process, or its control paths. */
export interface EmulatorControl {
  passTime(contactId: string, milliseconds?: number): Moment | Promise<Moment>;
  chat(contactId: string): ContactState | Promise<ContactState>;
  decide(contactId: string, outcomes: Readonly<Record<string, DecidedOutcome>>): unknown;
}

const credentials = { accessKeyId: "emulator", secretAccessKey: "emulator" };

/** The service of each emulator, whose SDK clients all conversations with it share. */
const services = new WeakMap<EmulatorPlace, ServiceTarget>();

/** Conversations against an emulator: time passes as fast as its flows can go. */
export function emulatorTarget(place: EmulatorPlace, control: EmulatorControl = controlPaths(place.url)): Target {
  return {
    name: "the emulator",
    service: serviceOf(place),
    instanceId: place.instanceId,
    contactFlowId: async (flow) => flowIn(place, flow),
    state: async (contactId) => control.chat(contactId),
    async decide(contactId, outcomes) {
      try {
        await control.decide(contactId, outcomes);
      } catch (cause) {
        throw notDecided(cause as Error);
      }
    },
    passTime: async (contactId, milliseconds) => control.passTime(contactId, milliseconds),
  };
}

function notDecided(cause: Error): ChatCheckError {
  return new ChatCheckError({
    code: "INVALID_CONVERSATION",
    message: `The outcomes cannot be decided: ${cause.message}`,
    hint: "Name actions by their Identifier in the flow's JSON.",
    cause,
  });
}

/** An emulator in another process, by its URL. */
export function controlPaths(url: string): EmulatorControl {
  const agent = new Agent({ keepAlive: true });
  const call = <T>(method: string, path: string, body?: object) =>
    answered<T>(agent, method, `${url}/emulator${path}`, body);
  return {
    passTime: (contactId, milliseconds) =>
      call<Moment>(
        "POST",
        `/contacts/${contactId}`,
        milliseconds === undefined ? {} : { passMilliseconds: milliseconds },
      ),
    chat: (contactId) => call<ContactState>("GET", `/chats/${contactId}`),
    decide: (contactId, outcomes) => call<object>("POST", `/chats/${contactId}`, { outcomes }),
  };
}

function serviceOf(place: EmulatorPlace): ServiceTarget {
  const known = services.get(place);
  if (known) return known;
  const service = { endpoint: place.url, region: place.region, credentials };
  shareClients(service);
  services.set(place, service);
  return service;
}

/** A flow by its id, ARN or name; the only one where none is named. */
function flowIn({ flows }: EmulatorPlace, wanted: string | undefined): string {
  const startable = flows.filter(({ type }) => type === undefined || type === "CONTACT_FLOW");
  const found =
    wanted === undefined
      ? startable.length === 1 && startable[0]
      : flows.find(({ id, arn, name }) => wanted === id || wanted === arn || wanted === name);
  if (found) return found.id;
  const known = startable.map(({ name }) => name).join(", ") || "none";
  throw new ChatCheckError({
    code: "FLOW_NOT_FOUND",
    message: wanted === undefined ? "No flow is named, and there is not just one." : `There is no flow ${wanted}.`,
    hint: `Name one of the emulator's flows: ${known}.`,
  });
}

interface Refusal {
  readonly error?: { readonly message?: string };
}

function answered<T>(agent: Agent, method: string, url: string, body: object | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const answer: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
        if (response.statusCode === 200) resolve(answer as T);
        else reject(new Error((answer as Refusal).error?.message ?? `The emulator refused ${method} ${url}.`));
      });
    });
    asking.once("error", (cause: NodeJS.ErrnoException) => {
      // The emulator closed a connection that was idle, just as this went out on it.
      const isStale = asking.reusedSocket && (cause.code === "ECONNRESET" || cause.code === "EPIPE");
      if (isStale) answered<T>(agent, method, url, body).then(resolve, reject);
      else reject(cause);
    });
    asking.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
