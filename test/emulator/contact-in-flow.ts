import type { StartChatContactRequest } from "@aws-sdk/client-connect";
import { manualClock } from "../../provider/emulator/clock.js";
import { Contact } from "../../provider/emulator/contact.js";
import { FlowRun } from "../../provider/emulator/flow-run.js";
import { identifiers } from "../../provider/emulator/identifiers.js";
import { Instance } from "../../provider/emulator/instance.js";
import { type Behaviour, defaultBehaviour, type FlowSource } from "../../provider/emulator/options.js";

export interface ContactOptions {
  /** What StartChatContact was given, beyond the customer's name. */
  readonly request?: Partial<StartChatContactRequest>;
  readonly behaviour?: Partial<Behaviour>;
  /** Flows that the instance has besides. */
  readonly otherFlows?: readonly FlowSource[];
  /** Default 1. */
  readonly seed?: number;
  /** Changes the contact before its flow starts. */
  readonly before?: (contact: Contact) => void;
}

export function emptyInstance(): Instance {
  return new Instance("11111111-2222-4333-8444-555555555555", "us-east-1", "123456789012");
}

/** A contact that has not joined yet, and whose flow has not been started. */
export function contactFor(source: FlowSource, { request, otherFlows = [], seed = 1 }: ContactOptions = {}) {
  const instance = emptyInstance();
  for (const other of otherFlows) instance.load(other);
  const flow = instance.load(source);
  const clock = manualClock();
  const ids = identifiers(seed);
  const start = { InstanceId: instance.id, ContactFlowId: flow.id, ParticipantDetails: { DisplayName: "Ada" } };
  const contact = new Contact(instance, flow, { ...start, ...request }, clock, ids);
  return { contact, instance, clock, identifiers: ids };
}

/** Runs a flow for a customer who has joined, as far as it goes; time stands still until the clock is moved. */
export function contactInFlow(source: FlowSource, options: ContactOptions = {}) {
  const { contact, instance, clock, identifiers } = contactFor(source, options);
  contact.join();
  options.before?.(contact);
  const behaviour = { ...defaultBehaviour, ...options.behaviour };
  new FlowRun(contact.flow, contact, { clock, identifiers, behaviour }).start();
  return { contact, instance, clock };
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
