import type { Reference, SegmentAttributeValue, StartChatContactRequest } from "@aws-sdk/client-connect";
import type { Item } from "@aws-sdk/client-connectparticipant";
import type { Chat, EventOptions } from "./chat.js";
import type { Flow, Instance } from "./instance.js";
import type { Memory } from "./memory.js";
import type { Participant } from "./participant.js";
import type { TraceRecord } from "./trace.js";

export type DisconnectReason =
  | "AGENT_DISCONNECT"
  | "AGENT_NETWORK_DISCONNECT"
  | "API"
  | "BARGED"
  | "CONTACT_FLOW_DISCONNECT"
  | "CUSTOMER_CONNECTION_NOT_ESTABLISHED"
  | "CUSTOMER_DISCONNECT"
  | "EXPIRED"
  | "IDLE_DISCONNECT"
  | "SYSTEM_ERROR"
  | "THIRD_PARTY_DISCONNECT";

export type InitiationMethod = "API" | "DISCONNECT" | "FLOW" | "QUEUE_TRANSFER" | "TRANSFER";

export interface TargetQueue {
  readonly kind: "queue" | "agent";
  readonly id: string;
  readonly arn: string;
  readonly name: string;
}

/** Where a contact comes from. */
export interface ContactOrigin {
  readonly initiationMethod: InitiationMethod;
  /** The contact of the same chat before it. */
  readonly previousContactId?: string;
  /** A contact of another chat that it goes back to. */
  readonly relatedContactId?: string;
}

/**
 * A contact: the chat from its start, or from a transfer or disconnect, to its end or to the next of these. Its record
 * and its part of the transcript are its own; who takes part, the attributes and the limits of time are the chat's.
 */
export class Contact {
  readonly id: string;
  readonly initiated: number;
  readonly items: Item[] = [];
  readonly trace: TraceRecord[] = [];
  /** The action that the flow waits in. */
  pending: TraceRecord | undefined;
  readonly loopCounts = new Map<string, number>();
  /** What the blocks of its flows left behind for references. */
  readonly memory: Memory = new Map();
  /** Seconds that Lambda functions took since a participant last heard of a block. */
  lambdaSeconds = 0;
  /** Tasks and outbound chats that its flows created, as they were asked for. */
  readonly tasks: { readonly id: string; readonly parameters: Readonly<Record<string, unknown>> }[] = [];
  readonly outboundChats: { readonly id: string; readonly parameters: Readonly<Record<string, unknown>> }[] = [];
  /** The customer profile that it is associated with. */
  customerProfileId?: string;
  /** Its turn in a queue; AWS's default priority is 5. */
  readonly routing: { priority?: number; adjustmentSeconds?: number } = {};
  readonly data: Record<string, string> = {};
  readonly segmentAttributes: Map<string, SegmentAttributeValue>;
  readonly references = new Map<string, Reference>();
  readonly tags = new Map<string, string>();
  /** When the contact last changed; what is said in it is no change. */
  updated: number;
  /** When the customer joined; for a later contact of a chat, when it began. */
  connected?: number;
  targetQueue?: TargetQueue;
  queue?: TargetQueue & { readonly enqueued: number };
  /** Who took it, and when, in milliseconds since the epoch. */
  agent?: { readonly id: string; readonly arn: string; readonly name: string; readonly connected: number };
  ended?: { readonly time: number; readonly reason?: DisconnectReason };

  private readonly whenEnded = new Set<() => void>();

  constructor(
    readonly chat: Chat,
    readonly flow: Flow,
    readonly origin: ContactOrigin,
  ) {
    this.id = chat.identifiers.id();
    this.initiated = chat.clock.now();
    this.updated = this.initiated;
    this.segmentAttributes = new Map(Object.entries(chat.request.SegmentAttributes ?? {}));
  }

  get instance(): Instance {
    return this.chat.instance;
  }

  get request(): StartChatContactRequest {
    return this.chat.request;
  }

  get attributes(): Map<string, string> {
    return this.chat.attributes;
  }

  get customer(): Participant {
    return this.chat.customer;
  }

  get system(): Participant {
    return this.chat.system;
  }

  /** The id of the chat's first contact, which is this one's own for the first. */
  get initialContactId(): string {
    return this.chat.initialContactId;
  }

  join(): void {
    this.chat.join(this.customer);
  }

  leave(): void {
    this.chat.leave(this.customer);
  }

  say(from: Participant, contentType: string, content: string): Item {
    return this.chat.say(from, contentType, content);
  }

  event(name: string, from?: Participant, options?: EventOptions): Item {
    return this.chat.event(name, from, options);
  }

  /** Ends the chat, if this is the contact that it is in. */
  end(reason: DisconnectReason): void {
    if (!this.ended) this.chat.end(reason);
  }

  /** Notes that the contact has changed now, and tells who waits for that. */
  touch(): void {
    this.updated = this.chat.clock.now();
    this.chat.changed(this);
  }

  /** Adds to the trace, and tells who waits for that. */
  record(entry: TraceRecord): void {
    this.trace.push(entry);
    this.chat.changed(this);
  }

  /** Calls `listener` at each message of the customer; the answer stops that. */
  onCustomerMessage(listener: (item: Item) => void): () => void {
    return this.chat.listen({
      said: (item, { role }) => {
        if (role === "CUSTOMER") listener(item);
      },
    });
  }

  /** Calls `listener` at the end of this contact, whether the chat goes on in a next one or not. */
  onEnd(listener: () => void): void {
    this.whenEnded.add(listener);
  }

  /** The chat's own way to end its contact; to others there is `end`. */
  close(reason: DisconnectReason | undefined): void {
    if (this.ended) return;
    this.ended = { time: this.chat.clock.now(), reason };
    this.updated = this.ended.time;
    for (const listener of [...this.whenEnded]) listener();
    this.whenEnded.clear();
  }
}
