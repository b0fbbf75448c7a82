import type { Chat } from "../chat/chat.js";
import type { ChatItem } from "../chat/item.js";
import { isMessage } from "./judge.js";

/** What a chat has heard, and which of it no step was about yet. */
export class Hearing {
  /** What steps were about, and what they passed over. */
  private readonly passed = new Set<string>();
  /** The last item up to which everything is passed over, whenever it comes to be known. */
  private barrier: string | undefined;
  /** When the last step was done, in milliseconds by the service's clock. */
  private marked = Number.NEGATIVE_INFINITY;

  constructor(private readonly chat: Chat) {}

  /** What came after the last thing that a step was about: messages of anybody but the customer, and any event. */
  get pending(): ChatItem[] {
    return this.after(this.barrier).filter(
      (item) => !this.passed.has(item.id) && (!isMessage(item) || !this.chat.isOwn(item)),
    );
  }

  /** A step was about the item: events before it are passed over, and with `skipping` everything. */
  take(item: ChatItem, skipping = false): void {
    this.passed.add(item.id);
    this.marked = Math.max(this.marked, Date.parse(item.time));
    // Receipts come when they come, and tell nothing of what else has come.
    if (item.type === "MESSAGEMETADATA") return;
    for (const other of this.chat.items) {
      if (other.id === item.id) break;
      if (skipping || !isMessage(other)) this.passed.add(other.id);
    }
    if (skipping) this.barrier = item.id;
  }

  /** Time has come to this point without an item; in milliseconds by the service's clock. */
  mark(time: number): void {
    this.marked = Math.max(this.marked, time);
  }

  /** When the step before was done, in milliseconds by the service's clock: what the customer did counts. */
  get since(): number {
    const { items } = this.chat;
    const own = lastOf(items, (item) => this.chat.isOwn(item)) ?? items[0];
    return Math.max(this.marked, own ? Date.parse(own.time) : Number.NEGATIVE_INFINITY);
  }

  /** The last item that a step was about, from which on something else is looked for. */
  get position(): string | undefined {
    return lastOf(this.chat.items, ({ id, type }) => type !== "MESSAGEMETADATA" && this.passed.has(id))?.id;
  }

  /** Everything after an item, or all where none is named. */
  after(id: string | undefined): readonly ChatItem[] {
    const { items } = this.chat;
    return id === undefined ? items : items.slice(items.findIndex((item) => item.id === id) + 1);
  }
}

function lastOf(items: readonly ChatItem[], holds: (item: ChatItem) => boolean): ChatItem | undefined {
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    if (item && holds(item)) return item;
  }
  return undefined;
}
