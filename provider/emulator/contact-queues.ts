import type { Contact } from "./contact.js";
import type { Agent, Queue } from "./instance/resources.js";

/** Somebody who waits in a queue for an agent. */
export interface Waiter {
  readonly contact: Contact;
  readonly queue: Queue;
  /** An agent takes the contact; it waits no longer. */
  readonly taken: (agent: Agent) => void;
}

const mostChats = 10;

/** The instance's queues: who waits in them, and which agents have room for another chat. */
export class ContactQueues {
  private readonly waiting = new Set<Waiter>();
  private readonly offers = new Map<Waiter, { readonly agent: Agent; readonly cancel: () => void }>();
  /** Chats, and offers of one, by agent id. */
  private readonly busy = new Map<string, number>();

  enqueue(waiter: Waiter): void {
    this.waiting.add(waiter);
    this.match();
  }

  /** Takes somebody out who no longer waits; an offer to an agent lapses. */
  remove(waiter: Waiter): void {
    this.waiting.delete(waiter);
    const offer = this.offers.get(waiter);
    if (!offer) return;
    this.offers.delete(waiter);
    offer.cancel();
    this.release(offer.agent);
  }

  /** The agent has room for one more chat. */
  release({ id }: Agent): void {
    this.busy.set(id, Math.max(0, (this.busy.get(id) ?? 0) - 1));
    this.match();
  }

  /** Who waits in a queue, the next to be served first: by priority, then by time with its adjustment. */
  inQueue(queueId: string): Waiter[] {
    return [...this.waiting].filter(({ queue }) => queue.id === queueId).sort(byTurn);
  }

  isFull({ id, maxContacts }: Queue): boolean {
    return maxContacts !== undefined && this.inQueue(id).length >= maxContacts;
  }

  /** Agents of a queue and what they do: chats each has, and whether there is room for another. */
  staff(queue: Queue): { readonly agent: Agent; readonly chats: number; readonly available: boolean }[] {
    return queue.agents.map((agent) => {
      const chats = this.busy.get(agent.id) ?? 0;
      return { agent, chats, available: this.takes(agent) };
    });
  }

  private match(): void {
    for (const waiter of [...this.waiting].sort(byTurn)) {
      if (this.offers.has(waiter)) continue;
      const agent = waiter.queue.agents.find((candidate) => this.takes(candidate));
      if (agent) this.offer(waiter, agent);
    }
  }

  private offer(waiter: Waiter, agent: Agent): void {
    this.busy.set(agent.id, (this.busy.get(agent.id) ?? 0) + 1);
    const seconds = Number(agent.definition.acceptsAfterSeconds ?? 0);
    const cancel = waiter.contact.chat.clock.after(seconds * 1000, "flow", () => {
      this.offers.delete(waiter);
      this.waiting.delete(waiter);
      waiter.taken(agent);
    });
    this.offers.set(waiter, { agent, cancel });
  }

  private takes({ id, definition }: Agent): boolean {
    const { available = true, acceptsAfterSeconds, maxChats = mostChats } = definition;
    return available && acceptsAfterSeconds !== "never" && (this.busy.get(id) ?? 0) < maxChats;
  }
}

const defaultPriority = 5;

function byTurn({ contact: a }: Waiter, { contact: b }: Waiter): number {
  const priority = (contact: Contact) => contact.routing.priority ?? defaultPriority;
  const since = (contact: Contact) => (contact.queue?.enqueued ?? 0) - (contact.routing.adjustmentSeconds ?? 0) * 1000;
  return priority(a) - priority(b) || since(a) - since(b);
}
