import type { StartChatContactRequest } from "@aws-sdk/client-connect";
import type { AttachmentItem, Item, ParticipantRole } from "@aws-sdk/client-connectparticipant";
import type { Outcome } from "../flow/branch.js";
import { ChatClock } from "./chat-clock.js";
import { ClientTokens } from "./client-tokens.js";
import type { Clock } from "./clock.js";
import { Contact, type ContactOrigin, type DisconnectReason, type InitiationMethod } from "./contact.js";
import { relate } from "./contact-tree.js";
import type { Identifiers } from "./identifiers.js";
import { type IdleTimes, IdleWatch, type WatchedRole } from "./idle-watch.js";
import type { Flow, Instance } from "./instance.js";
import { attachmentItem, eventItem, frameOf, messageItem, type Stamp } from "./item.js";
import type { Behaviour } from "./options.js";
import { Participant } from "./participant.js";

/** What a chat tells. */
export interface ChatListener {
  /** Somebody sent a message or an attachment; `from.role` tells who, and the flow's own messages are among them. */
  readonly said?: (item: Item, from: Participant) => void;
  readonly joined?: (participant: Participant) => void;
  readonly left?: (participant: Participant) => void;
  /**
   * The customer is left without an agent, or alone with a disconnect flow. Who answers `true` goes on with the chat, in
   * a next contact; when nobody does, the chat ends for this reason.
   */
  readonly remaining?: (reason: DisconnectReason) => boolean;
  readonly ended?: (reason: DisconnectReason) => void;
}

export interface EventOptions {
  /** Whether it stands in the transcript. Default true. */
  readonly persisted?: boolean;
}

/** What a chat needs of the emulator around it. */
export interface ChatSurroundings {
  readonly clock: Clock;
  readonly identifiers: Identifiers;
  readonly behaviour: Behaviour;
  opened(contact: Contact): void;
  changed(contact: Contact): void;
  closed(contact: Contact): void;
}

const minutes = 60_000;
const defaultDuration = 1500 * minutes;
const connectionWindow = 5 * minutes;

/** A chat from StartChatContact to chat.ended: who takes part, what was said, and the contacts that it goes through. */
export class Chat {
  /** Oldest first; all but the last have ended. */
  readonly contacts: Contact[] = [];
  /** Everybody who was ever in it, the flow's own voice included. */
  readonly participants: Participant[] = [];
  readonly attributes: Map<string, string>;
  readonly customer: Participant;
  readonly system: Participant;
  /** When it expires, in milliseconds since the epoch. */
  readonly deadline: number;
  readonly clientTokens = new ClientTokens();
  /** The past contact whose session this chat carries on. */
  continuedFrom?: Contact;
  /** Streaming endpoints by streaming id. */
  streams?: Map<string, string>;
  /** When who is idle, for the agents who will join. */
  idleTimes?: Map<WatchedRole, IdleTimes>;
  /** Attachments in its transcript. */
  attachmentCount = 0;
  ended?: { readonly time: number; readonly reason: DisconnectReason };
  /** Set once chat.ended was sent; nobody is admitted after that. */
  over = false;

  /** What actions come to in this chat, by identifier, whatever they would do. */
  outcomes?: ReadonlyMap<string, Outcome>;
  /** The chat's own time. */
  readonly clock: ChatClock;
  /** How many functions of the user's own are at work for it. */
  working = 0;

  private current: Contact;
  private idleWatch?: IdleWatch;
  private readonly listeners = new Set<ChatListener>();
  private readonly cancelDuration: () => void;
  private cancelConnectionWindow: () => void;

  constructor(
    readonly instance: Instance,
    flow: Flow,
    readonly request: StartChatContactRequest,
    private readonly surroundings: ChatSurroundings,
    related?: Contact,
  ) {
    this.clock = new ChatClock(surroundings.clock);
    const copied = related && this.behaviour.relatedAttributes === "copied" ? [...related.attributes] : [];
    this.attributes = new Map([...copied, ...Object.entries(request.Attributes ?? {})]);
    this.customer = this.add("CUSTOMER", request.ParticipantDetails?.DisplayName ?? "");
    this.system = this.add("SYSTEM", "SYSTEM_MESSAGE");
    if (related) relate(this, related.chat);
    this.current = this.begin(flow, { initiationMethod: "API", relatedContactId: related?.id });
    const duration = request.ChatDurationInMinutes ? request.ChatDurationInMinutes * minutes : defaultDuration;
    this.deadline = this.clock.now() + duration;
    this.cancelDuration = this.clock.after(duration, "limit", () => this.end("EXPIRED"));
    this.cancelConnectionWindow = this.clock.after(connectionWindow, "limit", () =>
      this.end("CUSTOMER_CONNECTION_NOT_ESTABLISHED"),
    );
    const { InitialMessage: initial } = request;
    if (initial?.Content) this.say(this.customer, initial.ContentType ?? "text/plain", initial.Content);
  }

  get identifiers(): Identifiers {
    return this.surroundings.identifiers;
  }

  get behaviour(): Behaviour {
    return this.surroundings.behaviour;
  }

  /** The contact that it is in, or was in last. */
  get contact(): Contact {
    return this.current;
  }

  get initialContactId(): string {
    return (this.contacts[0] ?? this.current).id;
  }

  /** The transcript of all its contacts, oldest first. */
  get items(): readonly Item[] {
    return this.contacts.length === 1 ? this.current.items : this.contacts.flatMap(({ items }) => items);
  }

  /** Those who take part now. */
  get active(): Participant[] {
    return this.participants.filter(({ active }) => active);
  }

  /** Somebody who may connect from now on. */
  add(role: ParticipantRole, displayName: string): Participant {
    const participant = new Participant(this, this.identifiers.id(), role, displayName);
    this.participants.push(participant);
    return participant;
  }

  /** The participant is there: everybody hears of it, once. Of the customer, that keeps the five minutes. */
  join(participant: Participant): void {
    if (this.ended || participant.joined || participant.left) return;
    participant.joined = true;
    if (participant === this.customer) {
      this.establish();
      this.current.connected = this.clock.now();
      this.current.updated = this.current.connected;
    }
    this.event("participant.joined", participant);
    for (const { joined } of this.hearers()) joined?.(participant);
    if (participant === this.customer && this.continuedFrom) this.announceRehydration();
    if (participant.role !== "SUPERVISOR") this.watchIdleness();
  }

  /** The customer has connected in time. */
  establish(): void {
    this.cancelConnectionWindow();
  }

  /** The participant leaves: everybody else hears of it, and without the customer or the last agent it is over. */
  leave(participant: Participant): void {
    if (this.ended) return;
    const { joined, left, role } = participant;
    if (!joined && role !== "CUSTOMER") {
      participant.left = true;
      return;
    }
    if (!left) this.depart(participant);
    if (role === "CUSTOMER") this.withoutCustomer(left);
    else if (role === "AGENT" && !this.has("AGENT")) this.remain("AGENT_DISCONNECT");
  }

  /** Somebody was silent for too long: all but the customer are taken out of the chat. */
  disconnectIdle(silent: Participant): void {
    this.event("participant.autodisconnection", silent, { persisted: false });
    for (const participant of this.active) if (participant !== this.customer) this.depart(participant);
    this.remain("IDLE_DISCONNECT");
  }

  say(from: Participant, contentType: string, content: string): Item {
    return this.send(from, messageItem(this.stamp(), from, contentType, content));
  }

  /** A message of the flow that one participant alone hears, and no transcript has. */
  whisper(to: Participant, content: string): Item {
    const item = messageItem(this.stamp(), this.system, "text/plain", content);
    if (to.listens) to.hear(this.frameFor(item));
    return item;
  }

  attach(from: Participant, attachments: AttachmentItem[]): Item {
    this.attachmentCount += attachments.length;
    return this.send(from, attachmentItem(this.stamp(), from, attachments));
  }

  event(name: string, from?: Participant, { persisted = true }: EventOptions = {}): Item {
    const item = eventItem(this.stamp(), name, from);
    if (persisted) this.current.items.push(item);
    this.broadcast(item);
    return item;
  }

  /** Sends an item to everybody who listens; one of the transcript once more, when it has changed. */
  broadcast(item: Item): void {
    let frame: string | undefined;
    for (const participant of this.participants) {
      if (!participant.listens) continue;
      frame ??= this.frameFor(item);
      participant.hear(frame);
    }
    this.changed(this.current);
  }

  /** Goes on in a next contact, after a transfer or with a disconnect flow; the one that it is in ends. */
  next(flow: Flow, initiationMethod: InitiationMethod, reason?: DisconnectReason): Contact {
    const previous = this.current;
    this.close(reason);
    this.current = this.begin(flow, { initiationMethod, previousContactId: previous.id });
    this.current.connected = this.customer.joined ? this.current.initiated : undefined;
    Object.assign(this.current.data, previous.data);
    this.changed(this.current);
    return this.current;
  }

  /** Carries on the session of a past contact, whose transcript can be read from now on. */
  continueFrom(source: Contact): void {
    this.continuedFrom = source;
    if (this.contacts[0]?.origin.relatedContactId !== source.id) relate(this, source.chat);
    this.current.touch();
    if (this.customer.joined) this.announceRehydration();
  }

  end(reason: DisconnectReason): void {
    if (this.ended) return;
    this.ended = { time: this.clock.now(), reason };
    this.cancelDuration();
    this.cancelConnectionWindow();
    this.idleWatch?.stop();
    this.close(reason);
    for (const { ended } of this.hearers()) ended?.(reason);
    this.event("chat.ended");
    this.over = true;
    this.release();
  }

  /** Tells `listener` of everything that it wants to hear; the answer stops that. */
  listen(listener: ChatListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(contact: Contact): void {
    this.surroundings.changed(contact);
  }

  /** Nothing is held that a chat needs only while it goes on. */
  private release(): void {
    this.listeners.clear();
    this.clientTokens.clear();
    for (const { clientTokens, sockets } of this.participants) {
      clientTokens.clear();
      const { closeCodeAtEnd } = this.behaviour;
      if (closeCodeAtEnd !== 0) for (const socket of sockets.keys()) socket.close(closeCodeAtEnd);
    }
  }

  private begin(flow: Flow, origin: ContactOrigin): Contact {
    const contact = new Contact(this, flow, origin);
    this.contacts.push(contact);
    this.surroundings.opened(contact);
    return contact;
  }

  private close(reason: DisconnectReason | undefined): void {
    if (this.current.ended) return;
    this.current.close(reason);
    this.surroundings.closed(this.current);
    this.changed(this.current);
  }

  private depart(participant: Participant): void {
    this.event("participant.left", participant);
    participant.left = true;
    this.idleWatch?.forget(participant);
    for (const { left } of this.hearers()) left?.(participant);
  }

  /** Agents go with the customer where the chat was started so; then a disconnect flow may go on with the customer. */
  private withoutCustomer(leftBefore: boolean): void {
    const agents = this.active.filter(({ role }) => role === "AGENT");
    if (leftBefore || agents.length === 0 || !this.request.DisconnectOnCustomerExit?.includes("AGENT")) {
      this.end("CUSTOMER_DISCONNECT");
      return;
    }
    for (const agent of agents) this.depart(agent);
    this.remain("CUSTOMER_DISCONNECT");
  }

  private remain(reason: DisconnectReason): void {
    if (!this.hearers().some(({ remaining }) => remaining?.(reason))) this.end(reason);
  }

  /** Timers run while the customer and an agent or a custom participant are there, as they were set when that one came. */
  private watchIdleness(): void {
    this.idleWatch?.stop();
    if (!this.idleTimes || !this.customer.active || !(this.has("AGENT") || this.has("CUSTOM_BOT"))) return;
    this.idleWatch = new IdleWatch(this, new Map(this.idleTimes));
  }

  private has(role: ParticipantRole): boolean {
    return this.participants.some((participant) => participant.active && participant.role === role);
  }

  private announceRehydration(): void {
    this.event("chat.rehydrated", undefined, { persisted: this.behaviour.rehydratedInTranscript });
  }

  private send(from: Participant, item: Item): Item {
    this.current.items.push(item);
    this.idleWatch?.spoke(from);
    this.broadcast(item);
    for (const { said } of this.hearers()) said?.(item, from);
    return item;
  }

  /** A copy, since who hears may stop listening. */
  private hearers(): readonly ChatListener[] {
    return this.listeners.size === 0 ? nobody : [...this.listeners];
  }

  private frameFor(item: Item): string {
    return frameOf({ ...item, InitialContactId: this.initialContactId });
  }

  private stamp(): Stamp {
    const AbsoluteTime = new Date(this.clock.now()).toISOString();
    return { AbsoluteTime, Id: this.identifiers.id(), ContactId: this.current.id };
  }
}

const nobody: readonly ChatListener[] = [];
