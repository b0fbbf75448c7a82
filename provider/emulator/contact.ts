import type { StartChatContactRequest } from "@aws-sdk/client-connect";
import type { Item } from "@aws-sdk/client-connectparticipant";
import type { Clock } from "./clock.js";
import type { Identifiers } from "./identifiers.js";
import type { Flow, Instance } from "./instance.js";
import { Participant } from "./participant.js";
import type { TraceRecord } from "./trace.js";

export type DisconnectReason =
  | "CUSTOMER_DISCONNECT"
  | "CUSTOMER_CONNECTION_NOT_ESTABLISHED"
  | "CONTACT_FLOW_DISCONNECT"
  | "EXPIRED"
  | "API"
  | "SYSTEM_ERROR";

export interface TargetQueue {
  readonly kind: "queue" | "agent";
  readonly id: string;
  readonly arn: string;
  readonly name: string;
}

const minutes = 60_000;
const defaultDuration = 1500 * minutes;
const connectionWindow = 5 * minutes;
const eventPrefix = "application/vnd.amazonaws.connect.event.";

/** A chat contact: who takes part, what was said, where it stands, and how it ended. */
export class Contact {
  readonly id: string;
  readonly initiated: number;
  readonly attributes: Map<string, string>;
  readonly items: Item[] = [];
  readonly trace: TraceRecord[] = [];
  readonly customer: Participant;
  readonly system: Participant;
  readonly loopCounts = new Map<string, number>();
  readonly data: Record<string, string> = {};
  targetQueue?: TargetQueue;
  queue?: TargetQueue & { readonly enqueued: number };
  ended?: { readonly time: number; readonly reason: DisconnectReason };

  private readonly whenCustomerSpeaks = new Set<() => void>();
  private readonly whenEnded = new Set<() => void>();
  private readonly cancelDuration: () => void;
  private cancelConnectionWindow: () => void;

  constructor(
    readonly instance: Instance,
    readonly flow: Flow,
    readonly request: StartChatContactRequest,
    private readonly clock: Clock,
    private readonly identifiers: Identifiers,
    private readonly changed: () => void = () => {},
  ) {
    this.id = identifiers.id();
    this.initiated = clock.now();
    this.attributes = new Map(Object.entries(request.Attributes ?? {}));
    this.customer = new Participant(this, identifiers.id(), "CUSTOMER", request.ParticipantDetails?.DisplayName ?? "");
    this.system = new Participant(this, identifiers.id(), "SYSTEM", "SYSTEM_MESSAGE");
    const duration = request.ChatDurationInMinutes ? request.ChatDurationInMinutes * minutes : defaultDuration;
    this.cancelDuration = clock.after(duration, "limit", () => this.end("EXPIRED"));
    this.cancelConnectionWindow = clock.after(connectionWindow, "limit", () =>
      this.end("CUSTOMER_CONNECTION_NOT_ESTABLISHED"),
    );
    const { InitialMessage: initial } = request;
    if (initial?.Content) this.say(this.customer, initial.ContentType ?? "text/plain", initial.Content);
  }

  /** The customer's first successful subscription: the window is kept, and everybody hears of it. */
  join(): void {
    if (this.customer.joined) return;
    this.customer.joined = true;
    this.cancelConnectionWindow();
    this.event("participant.joined", this.customer);
  }

  say(from: Participant, contentType: string, content: string): Item {
    const id = this.identifiers.id();
    const item: Item = {
      ...this.stamp(id),
      Content: content,
      ContentType: contentType,
      Type: "MESSAGE",
      ...who(from),
      ...(from === this.system ? { MessageMetadata: { MessageId: id, Receipts: [] } } : {}),
    };
    this.items.push(item);
    this.broadcast(item);
    if (from === this.customer) for (const listener of [...this.whenCustomerSpeaks]) listener();
    return item;
  }

  event(name: string, from?: Participant, options: { readonly persisted: boolean } = { persisted: true }): Item {
    const item: Item = {
      ...this.stamp(this.identifiers.id()),
      ContentType: `${eventPrefix}${name}`,
      Type: "EVENT",
      ...(from ? who(from) : {}),
    };
    if (options.persisted) this.items.push(item);
    this.broadcast(item);
    return item;
  }

  /** The customer leaves: the rest hear of it, and with nobody else there the chat is over. */
  leave(): void {
    if (this.ended) return;
    this.event("participant.left", this.customer);
    this.end("CUSTOMER_DISCONNECT");
  }

  end(reason: DisconnectReason): void {
    if (this.ended) return;
    this.ended = { time: this.clock.now(), reason };
    this.cancelDuration();
    this.cancelConnectionWindow();
    for (const listener of [...this.whenEnded]) listener();
    this.event("chat.ended");
  }

  /** Calls `listener` at each message of the customer; the answer stops that. */
  onCustomerMessage(listener: () => void): () => void {
    this.whenCustomerSpeaks.add(listener);
    return () => this.whenCustomerSpeaks.delete(listener);
  }

  onEnd(listener: () => void): void {
    this.whenEnded.add(listener);
  }

  private broadcast(item: Item): void {
    const content = JSON.stringify({ ...item, InitialContactId: this.id });
    const frame = JSON.stringify({ content, contentType: "application/json", topic: "aws/chat" });
    this.customer.hear(frame);
    this.changed();
  }

  private stamp(id: string): Item {
    return { AbsoluteTime: new Date(this.clock.now()).toISOString(), Id: id, ContactId: this.id };
  }
}

function who({ id, displayName, role }: Participant): Item {
  return { ParticipantId: id, DisplayName: displayName, ParticipantRole: role };
}
