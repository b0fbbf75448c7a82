import type { StartChatContactRequest } from "@aws-sdk/client-connect";
import { Cases } from "../../provider/emulator/cases.js";
import { ChatLife } from "../../provider/emulator/chat-life.js";
import { manualClock } from "../../provider/emulator/clock.js";
import type { Contact } from "../../provider/emulator/contact.js";
import { ContactQueues } from "../../provider/emulator/contact-queues.js";
import { Contacts } from "../../provider/emulator/contacts.js";
import { CustomerProfiles } from "../../provider/emulator/customer-profiles.js";
import type { Stub } from "../../provider/emulator/flow-run.js";
import { identifiers } from "../../provider/emulator/identifiers.js";
import type { InstanceDefinition } from "../../provider/emulator/instance/definition.js";
import { Instance } from "../../provider/emulator/instance.js";
import { type Behaviour, defaultBehaviour, type FlowSource } from "../../provider/emulator/options.js";
import { ViewTokens } from "../../provider/emulator/view-tokens.js";
import { type ActionJson, flow } from "../flows.js";

export interface ContactOptions {
  /** What StartChatContact was given, beyond the customer's name. */
  readonly request?: Partial<StartChatContactRequest>;
  readonly behaviour?: Partial<Behaviour>;
  /** What the instance has, as an instance file says it. */
  readonly definition?: InstanceDefinition;
  readonly stub?: Stub;
  /** Flows that the instance has besides. */
  readonly otherFlows?: readonly FlowSource[];
  /** Default: one that stands at the beginning of 2026. */
  readonly clock?: ReturnType<typeof manualClock>;
  /** Default 1. */
  readonly seed?: number;
  /** Changes the contact before its flow starts. */
  readonly before?: (contact: Contact) => void;
}

export function emptyInstance(definition: InstanceDefinition = {}, behaviour: Partial<Behaviour> = {}): Instance {
  return new Instance("11111111-2222-4333-8444-555555555555", "us-east-1", "123456789012", {
    definition,
    unknownAction: behaviour.unknownAction,
  });
}

/** A contact that has not joined yet, and whose flow has not been started. */
export function contactFor(
  source: FlowSource,
  { request, behaviour, definition, otherFlows = [], seed = 1, clock = manualClock() }: ContactOptions = {},
) {
  const instance = emptyInstance(definition, behaviour);
  for (const other of otherFlows) instance.add(other);
  const flow = instance.load(source);
  const ids = identifiers(seed);
  const start = { InstanceId: instance.id, ContactFlowId: flow.id, ParticipantDetails: { DisplayName: "Ada" } };
  const contacts = new Contacts(clock, ids, { ...defaultBehaviour, ...behaviour });
  const { contact } = contacts.start(instance, flow, { ...start, ...request });
  return { contact, chat: contact.chat, contacts, instance, clock, identifiers: ids };
}

/** Runs a flow for a customer who has joined, as far as it goes; time stands still until the clock is moved. */
export function contactInFlow(source: FlowSource, options: ContactOptions = {}) {
  const { contact, instance, clock } = contactFor(source, options);
  contact.join();
  options.before?.(contact);
  return { ...runFlow(contact, options), instance, clock };
}

/** Runs a contact's flow as far as it goes. */
export function runFlow(contact: Contact, { stub, behaviour }: Pick<ContactOptions, "stub" | "behaviour"> = {}) {
  const { chat, instance } = contact;
  const { identifiers } = chat;
  const queues = new ContactQueues();
  const cases = new Cases(instance, identifiers);
  const life = new ChatLife(chat, {
    identifiers,
    behaviour: { ...defaultBehaviour, ...behaviour },
    queues,
    viewTokens: new ViewTokens(identifiers),
    customerProfiles: new CustomerProfiles(instance, identifiers),
    cases,
    stub,
  });
  life.start();
  return { contact, chat, life, queues, cases };
}

/** What the flow has said, oldest first. */
export function said({ items, system }: Contact): string[] {
  return items.filter((item) => item.ParticipantId === system.id).map((item) => item.Content ?? "");
}

/** The actions that ran, oldest first. */
export function visited({ trace }: Contact): string[] {
  return trace.map((record) => record.action);
}

/** The names of the events in the transcript, oldest first. */
export function events({ items }: Contact): string[] {
  return items
    .filter((item) => item.Type === "EVENT")
    .map((item) => (item.ContentType ?? "").replace(/.*\.event\./, ""));
}

/** A flow of a type, under an id of its own. */
export function otherFlow(id: string, type: string, ...actions: readonly ActionJson[]) {
  return { name: id, type, content: { ContactFlow: { Id: id, Content: flow(id, ...actions).content } } };
}

/** A flow module, under an id of its own. */
export function module(id: string, ...actions: readonly ActionJson[]) {
  return { name: id, content: { ContactFlowModule: { Id: id, Content: flow(id, ...actions).content } } };
}
