import { attachmentAnswerer } from "./attachment-transfer.js";
import { Attachments } from "./attachments.js";
import { Cases } from "./cases.js";
import { ChatLife } from "./chat-life.js";
import { type ChatMoment, passTime } from "./chat-moment.js";
import { type ChatView, chatViewOf } from "./chat-view.js";
import { type Clock, instantClock, manualClock, realClock } from "./clock.js";
import type { Contact } from "./contact.js";
import { ContactQueues } from "./contact-queues.js";
import { ContactRecords } from "./contact-records.js";
import { type ContactView, ContactWatch, viewOf } from "./contact-view.js";
import { Contacts } from "./contacts.js";
import { type Controlled, controlAnswerer } from "./control.js";
import { CustomerProfiles } from "./customer-profiles.js";
import { type Fault, type FaultPoint, Faults, type PlannedFault, type Schedule } from "./faults.js";
import { authority, isLoopback, isLoopbackAddress } from "./host.js";
import { httpListener } from "./http.js";
import { identifiers } from "./identifiers.js";
import { loadInstance } from "./instance/load.js";
import type { Flow, FlowModule, MissingReference } from "./instance.js";
import { logContacts } from "./log.js";
import type { Services } from "./operations/operation.js";
import { defaultBehaviour, type EmulatorOptions, type FlowSource, refuseUnknown } from "./options.js";
import { type DecidedOutcome, outcomesOf } from "./outcomes.js";
import { defaultQuotas } from "./quotas.js";
import { RateLimits } from "./rate-limits.js";
import { listen } from "./server.js";
import { stateOf } from "./state.js";
import { ViewTokens } from "./view-tokens.js";
import { serveSockets } from "./websocket.js";

/** `file` is absent where the flow was not loaded from one. */
export type FlowView = Pick<Flow, "id" | "arn" | "name" | "type" | "status" | "description" | "file">;
export type ModuleView = Omit<FlowView, "type">;

export interface Emulator extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`: the endpoint of both APIs. */
  readonly url: string;
  readonly region: string;
  readonly instanceId: string;
  readonly instanceArn: string;
  readonly flows: readonly FlowView[];
  readonly modules: readonly ModuleView[];
  /** What flows refer to and the instance does not have, each with the action that needs it. */
  readonly missing: readonly MissingReference[];
  /** Throws when the instance has no flow of that name. */
  flow(name: string): FlowView;
  /**
   * Loads a flow or a module. One that has its id already gives way to it (default), or only that of an id; chats go on
   * in the flow that they began in. Throws like the start.
   */
  load(source: FlowSource, replacing?: boolean | string): FlowView | ModuleView;
  /** Forgets a flow or a module; tells whether there was one of that id. */
  unload(id: string): boolean;
  /** Every contact since the start, oldest first, as it stands. */
  contacts(): readonly ContactView[];
  /**
   * Resolves as soon as the condition holds for the contacts, at once or after a change of one of them; they show what
   * is, not what was. Rejects when the emulator is closed before.
   */
  until(condition: (contacts: readonly ContactView[]) => boolean): Promise<void>;
  /** Moves the manual clock by milliseconds; throws with any other clock. */
  advance(milliseconds: number): void;
  /**
   * Decides what actions of a chat's flows come to, by their identifiers, whatever they would do: for branches that
   * nothing else reaches. Throws when there is no such contact.
   */
  decide(contactId: string, outcomes: Readonly<Record<string, DecidedOutcome>>): void;
  /** The whole chat that a contact belongs to, through all of its contacts. Throws when there is no such contact. */
  chat(contactId: string): ChatView;
  /**
   * Lets time pass in one chat alone: so many milliseconds, or until its flow, an agent or a function goes on.
   * Throws when there is no such contact.
   */
  passTime(contactId: string, milliseconds?: number): ChatMoment;
  /**
   * Lets something go wrong at a point (an operation's name, or a moment of the socket): once, a number of times, or as a
   * schedule says. Throws when it never could.
   */
  once(at: FaultPoint, fault: Fault, times?: number | Schedule): void;
  /** Lets it go wrong at every n-th call or frame, until `reset`. */
  every(n: number, at: FaultPoint, fault: Fault): void;
  /** The faults that have not happened as often as asked for. */
  faults(): readonly PlannedFault[];
  /** Drops the faults that have not happened yet; with `contacts`, ends and forgets all contacts and their tokens too. */
  reset(options?: { readonly contacts?: boolean }): void;
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
  const instance = await loadInstance(options, () => clock.now());

  const behaviour = { ...defaultBehaviour, ...options.behaviour };
  const quotas = { ...defaultQuotas, ...instance.definition.quotas, ...options.quotas };
  const contacts = new Contacts(clock, ids, behaviour);
  const queues = new ContactQueues();
  const customerProfiles = new CustomerProfiles(instance, ids);
  const cases = new Cases(instance, ids);
  const viewTokens = new ViewTokens(ids);
  const started = new WeakSet<Contact>();
  const { host = "127.0.0.1", log } = options;
  const own = isLoopbackAddress(host);
  let port = 0;
  const services: Services = {
    clock,
    identifiers: ids,
    instance,
    behaviour,
    quotas,
    rateLimits: new RateLimits(clock, quotas, behaviour),
    contacts,
    attachments: new Attachments(clock, ids, behaviour, quotas),
    contactRecords: new ContactRecords(contacts, behaviour),
    faults: new Faults(),
    viewTokens,
    socketOrigin: () => `ws://${authority(host, port)}`,
    runFlow(contact) {
      if (started.has(contact) || contact.ended) return;
      started.add(contact);
      new ChatLife(contact.chat, {
        identifiers: ids,
        behaviour,
        queues,
        viewTokens,
        customerProfiles,
        cases,
        stub: options.stub,
      }).start();
    },
  };
  const { attachments, faults, rateLimits } = services;
  const watch = new ContactWatch(contacts);
  if (log) logContacts(contacts, log);

  const passing = (contactId: string, milliseconds?: number) => {
    const contact = contacts.get(contactId);
    return contact && passTime(contact, milliseconds);
  };
  const decide = (contactId: string, outcomes: Readonly<Record<string, DecidedOutcome>>) => {
    const contact = contacts.get(contactId);
    const documents = [...instance.flows, ...instance.modules.all].map(({ document }) => document);
    if (contact) contact.chat.outcomes = outcomesOf(outcomes, documents);
    return contact !== undefined;
  };
  const chatOf = (contactId: string) => {
    const contact = contacts.get(contactId);
    return contact && chatViewOf(contact);
  };
  const controlled: Controlled = {
    state: () => stateOf(services),
    contacts: () => contacts.all.map(viewOf),
    contact(id) {
      const contact = contacts.get(id);
      return contact && viewOf(contact);
    },
    passTime: passing,
    chat: chatOf,
    decide,
    flows: () => instance.flows.map(viewOfFlow),
    load: (source) => viewOfFlow(instance.add(source, true)),
    unload: (id) => instance.remove(id) || instance.removeModule(id),
    faults,
    reset({ contacts: forgetting = false }) {
      faults.clear();
      rateLimits.reset();
      if (!forgetting) return;
      contacts.clear();
      attachments.clear();
      watch.again();
    },
    now: () => clock.now(),
    advance: advanceOf(clock),
  };

  const allowsHost = (name: string | undefined) => !own || isLoopback(name);
  const listener = httpListener({
    servicesFor: (name) => (own ? services : { ...services, socketOrigin: () => `ws://${named(name)}` }),
    allowsHost,
    others: [controlAnswerer(controlled), attachmentAnswerer(attachments)],
    log,
  });
  const listening = await listen(listener, host, options.port ?? 0);
  port = listening.port;
  const sockets = serveSockets(listening.server, services, allowsHost);

  const close = async () => {
    clock.stop();
    sockets.close();
    await listening.close();
    watch.close();
  };
  return {
    url: `http://${authority(host, port)}`,
    region: instance.region,
    instanceId: instance.id,
    instanceArn: instance.arn,
    get flows() {
      return instance.flows;
    },
    get modules() {
      return instance.modules.all;
    },
    get missing() {
      return instance.missingReferences();
    },
    flow(name) {
      const flow = instance.flowNamed(name);
      if (flow) return flow;
      const known = instance.flows.map((other) => other.name).join(", ");
      throw new Error(`There is no flow named ${name}; there are: ${known || "none"}.`);
    },
    load: (source, replacing = true) => viewOfFlow(instance.add(source, replacing)),
    unload: controlled.unload,
    contacts: () => contacts.all.map(viewOf),
    until: (condition) => watch.until(condition),
    advance(milliseconds) {
      if (controlled.advance) return controlled.advance(milliseconds);
      throw new Error('Only a manual clock can be advanced: start the emulator with { clock: "manual" }.');
    },
    passTime(contactId, milliseconds) {
      const moment = passing(contactId, milliseconds);
      if (moment) return moment;
      throw new Error(`There is no contact ${contactId}.`);
    },
    decide(contactId, outcomes) {
      if (!decide(contactId, outcomes)) throw new Error(`There is no contact ${contactId}.`);
    },
    chat(contactId) {
      const chat = chatOf(contactId);
      if (chat) return chat;
      throw new Error(`There is no contact ${contactId}.`);
    },
    once(at, fault, times = 1) {
      faults.add(at, fault, times);
    },
    every(n, at, fault) {
      faults.add(at, fault, { every: n });
    },
    faults: () => faults.waiting,
    reset: (how = {}) => controlled.reset(how),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function clockOf(clock: EmulatorOptions["clock"]): Clock {
  if (clock === undefined || clock === "real") return realClock();
  if (clock === "manual") return manualClock(Date.now());
  return clock === "instant" ? instantClock() : clock;
}

function advanceOf(clock: Clock & { advance?(milliseconds: number): void }): Controlled["advance"] {
  return clock.advance && ((milliseconds) => clock.advance?.(milliseconds));
}

/** AWS's client for browsers takes a socket's URL from 127.0.0.1, and from localhost not. */
function named(host: string): string {
  return host.replace(/^localhost(?=:|$)/i, "127.0.0.1");
}

function viewOfFlow<Kind extends Flow | FlowModule>(flow: Kind): Pick<Kind, Extract<keyof Kind, keyof FlowView>> {
  const { id, arn, name, status, description, file } = flow;
  return { id, arn, name, ...("type" in flow ? { type: flow.type } : {}), status, description, file } as Kind;
}
