import type { Item } from "@aws-sdk/client-connectparticipant";
import type { Contact } from "./contact.js";
import type { Contacts } from "./contacts.js";
import type { TraceRecord } from "./trace.js";

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
  /** What GetTranscript has: messages, attachments and events, oldest first. */
  readonly items: readonly Item[];
  readonly trace: readonly TraceRecord[];
}

/** The contact as it stands now; later changes do not show. */
export function viewOf(contact: Contact): ContactView {
  const live = new LiveView(contact);
  return {
    id: live.id,
    flow: live.flow,
    state: live.state,
    joined: live.joined,
    disconnectReason: live.disconnectReason,
    queue: live.queue,
    attributes: live.attributes,
    messages: live.messages,
    items: [...live.items],
    trace: [...live.trace],
  };
}

/** Shows the contact as it stands whenever it is looked at, and costs nothing until then. */
class LiveView implements ContactView {
  constructor(private readonly contact: Contact) {}

  get id() {
    return this.contact.id;
  }

  get flow() {
    return this.contact.flow.name;
  }

  get state() {
    return this.contact.ended ? "ended" : "open";
  }

  get joined() {
    return this.contact.customer.joined;
  }

  get disconnectReason() {
    return this.contact.ended?.reason;
  }

  get queue() {
    return this.contact.queue?.name;
  }

  get attributes() {
    return Object.fromEntries(this.contact.attributes);
  }

  get messages() {
    return this.contact.items
      .filter((item) => item.Type === "MESSAGE")
      .map((item) => ({ role: item.ParticipantRole ?? "", content: item.Content ?? "" }));
  }

  get items() {
    return this.contact.items;
  }

  get trace() {
    return this.contact.trace;
  }

  toJSON(): ContactView {
    return viewOf(this.contact);
  }
}

/** Waits for conditions on all contacts; a contact that changes costs nothing while nobody waits. */
export class ContactWatch {
  private readonly waiting = new Set<{ readonly look: () => void; readonly give: (error: Error) => void }>();
  private readonly views = new Map<Contact, ContactView>();
  private stopListening: () => void = () => {};

  constructor(private readonly contacts: Contacts) {}

  /** Resolves as soon as the condition holds; rejects with what it throws, and when the watch is closed. */
  until(condition: (contacts: readonly ContactView[]) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiting.delete(waiter);
        if (this.waiting.size === 0) this.stopListening();
      };
      const waiter = {
        look: () => {
          try {
            if (!condition([...this.views.values()])) return;
            resolve();
          } catch (error) {
            reject(error);
          }
          leave();
        },
        give: (error: Error) => {
          leave();
          reject(error);
        },
      };
      if (this.waiting.size === 0) this.listen();
      this.waiting.add(waiter);
      waiter.look();
    });
  }

  /** After contacts were forgotten. */
  again(): void {
    if (this.waiting.size === 0) return;
    this.stopListening();
    this.listen();
    this.look();
  }

  close(): void {
    const error = new Error("The emulator was closed before the condition held.");
    for (const { give } of [...this.waiting]) give(error);
  }

  private listen(): void {
    this.views.clear();
    for (const contact of this.contacts.all) this.views.set(contact, new LiveView(contact));
    this.stopListening = this.contacts.onChange((contact) => {
      if (!this.views.has(contact)) this.views.set(contact, new LiveView(contact));
      this.look();
    });
  }

  private look(): void {
    for (const { look } of [...this.waiting]) look();
  }
}
