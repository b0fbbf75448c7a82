export interface Timer {
  readonly due: number;
  /** A `flow` timer is one that a flow waits for; a `limit` only comes when due. */
  readonly kind: "flow" | "limit";
  readonly action: () => void;
}

interface Entry extends Timer {
  /** Of two that are due at once, the one that was set first comes first. */
  readonly order: number;
  /** Where it stands in the heap; -1 when it is no longer there. */
  place: number;
}

/** Timers in the order in which they are due: a heap, so that thousands of chats cost no more than one each. */
export class Timers {
  private readonly heap: Entry[] = [];
  private count = 0;
  private flowCount = 0;

  /** The answer takes the timer out again. */
  add(timer: Timer): () => void {
    const entry: Entry = { ...timer, order: this.count++, place: this.heap.length };
    this.heap.push(entry);
    this.rise(entry);
    if (timer.kind === "flow") this.flowCount += 1;
    return () => this.remove(entry);
  }

  /** The next one, which stays. */
  get next(): Timer | undefined {
    return this.heap[0];
  }

  /** Whether a flow waits for any of them. */
  get hasFlow(): boolean {
    return this.flowCount > 0;
  }

  /** Takes out the next one. */
  take(): Timer | undefined {
    const [first] = this.heap;
    if (first) this.remove(first);
    return first;
  }

  clear(): void {
    for (const entry of this.heap) entry.place = -1;
    this.heap.length = 0;
    this.flowCount = 0;
  }

  private remove(entry: Entry): void {
    const { place } = entry;
    if (place < 0) return;
    entry.place = -1;
    if (entry.kind === "flow") this.flowCount -= 1;
    const last = this.heap.pop();
    if (!last || last === entry) return;
    this.put(last, place);
    this.rise(last);
    this.sink(last);
  }

  private rise(entry: Entry): void {
    while (entry.place > 0) {
      const parent = this.heap[(entry.place - 1) >> 1];
      if (!parent || isBefore(parent, entry)) return;
      this.swap(parent, entry);
    }
  }

  private sink(entry: Entry): void {
    for (;;) {
      const left = this.heap[2 * entry.place + 1];
      const right = this.heap[2 * entry.place + 2];
      const child = left && right && isBefore(right, left) ? right : left;
      if (!child || isBefore(entry, child)) return;
      this.swap(entry, child);
    }
  }

  private swap(one: Entry, other: Entry): void {
    const { place } = one;
    this.put(one, other.place);
    this.put(other, place);
  }

  private put(entry: Entry, place: number): void {
    this.heap[place] = entry;
    entry.place = place;
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.due < other.due || (one.due === other.due && one.order < other.order);
}
