import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type Clock, instantClock, realClock } from "./clock.js";
import type { Contact } from "./contact.js";
import { Contacts } from "./contacts.js";
import { type Fault, type FaultPoint, Faults, refuseFault } from "./faults.js";
import { FlowRun } from "./flow-run.js";
import { httpListener } from "./http.js";
import { identifiers } from "./identifiers.js";
import { type Flow, Instance } from "./instance.js";
import type { Services } from "./operations/operation.js";
import { defaultBehaviour, type EmulatorOptions, refuseUnknown } from "./options.js";
import type { TraceRecord } from "./trace.js";
import { serveSockets } from "./websocket.js";

/** A contact as it stands, for tests and tools; it holds no token. */
export interface ContactView {
  readonly id: string;
  readonly flow: string;
  readonly state: "open" | "ended";
  /** Whether the customer has subscribed. */
  readonly joined: boolean;
  readonly disconnectReason?: string;
  readonly queue?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly trace: readonly TraceRecord[];
}

export interface Emulator extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`: the endpoint of both APIs. */
  readonly url: string;
  readonly region: string;
  readonly instanceId: string;
  readonly instanceArn: string;
  readonly flows: readonly Pick<Flow, "id" | "arn" | "name" | "type">[];
  /** Throws when the instance has no flow of that name. */
  flow(name: string): Pick<Flow, "id" | "arn" | "name" | "type">;
  /** Every contact since the start, oldest first. */
  contacts(): readonly ContactView[];
  /** Resolves as soon as the condition holds for the contacts, at once or after a change of one of them. */
  until(condition: (contacts: readonly ContactView[]) => boolean): Promise<void>;
  /** Lets something go wrong at a point (an operation's name, or a moment of the socket), once or `times` times. */
  once(at: FaultPoint, fault: Fault, times?: number): void;
  /** Drops the faults that have not happened yet. */
  reset(): void;
  /** Ends every socket and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts Amazon Connect chat on loopback: both APIs and the WebSocket on one port.
 * Throws when a flow cannot be used, or has actions that are not emulated (`NotEmulatedError`).
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  refuseUnknown(options);
  const clock = clockOf(options.clock);
  const ids = identifiers(options.seed);
  const instance = new Instance(
    options.instanceId ?? "11111111-2222-4333-8444-555555555555",
    options.region ?? "us-east-1",
    options.accountId ?? "123456789012",
  );
  for (const source of options.flows ?? []) instance.load(source);

  const behaviour = { ...defaultBehaviour, ...options.behaviour };
  const started = new WeakSet<Contact>();
  let port = 0;
  const services: Services = {
    clock,
    identifiers: ids,
    instance,
    behaviour,
    contacts: new Contacts(clock, ids),
    faults: new Faults(),
    socketOrigin: () => `ws://127.0.0.1:${port}`,
    runFlow(contact) {
      if (started.has(contact) || contact.ended) return;
      started.add(contact);
      new FlowRun(contact.flow, contact, { clock, identifiers: ids, behaviour }).start();
    },
  };

  const server = createServer(httpListener(services));
  const sockets = serveSockets(server, services);
  const connections = new Set<Socket>();
  server.on("connection", (connection) => {
    connections.add(connection);
    connection.once("close", () => connections.delete(connection));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  port = (server.address() as AddressInfo).port;

  const close = async () => {
    clock.stop();
    sockets.close();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const connection of connections) connection.destroy();
    });
  };
  return {
    url: `http://127.0.0.1:${port}`,
    region: instance.region,
    instanceId: instance.id,
    instanceArn: instance.arn,
    get flows() {
      return instance.flows;
    },
    flow(name) {
      const flow = instance.flowNamed(name);
      if (flow) return flow;
      const known = instance.flows.map((other) => other.name).join(", ");
      throw new Error(`There is no flow named ${name}; there are: ${known || "none"}.`);
    },
    until: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          if (!condition(services.contacts.all.map(viewOf))) return;
          stop();
          resolve();
        };
        const stop = services.contacts.onChange(look);
        look();
      }),
    once(at, fault, times = 1) {
      refuseFault(at, fault);
      services.faults.add(at, fault, times);
    },
    reset: () => services.faults.clear(),
    contacts: () => services.contacts.all.map(viewOf),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function clockOf(clock: EmulatorOptions["clock"]): Clock {
  if (clock === undefined || clock === "real") return realClock();
  return clock === "instant" ? instantClock() : clock;
}

function viewOf(contact: Contact): ContactView {
  return {
    id: contact.id,
    flow: contact.flow.name,
    state: contact.ended ? "ended" : "open",
    joined: contact.customer.joined,
    disconnectReason: contact.ended?.reason,
    queue: contact.queue?.name,
    attributes: Object.fromEntries(contact.attributes),
    messages: contact.items
      .filter((item) => item.Type === "MESSAGE")
      .map((item) => ({ role: item.ParticipantRole ?? "", content: item.Content ?? "" })),
    trace: contact.trace,
  };
}
