import type { Clock } from "./clock.js";

/** Values that can be had by their key until they expire. */
export class Expiring<Value> {
  private readonly entries = new Map<string, { readonly value: Value; readonly expires: number }>();

  constructor(
    private readonly clock: Clock,
    /** Milliseconds. */
    private readonly life: number,
  ) {}

  /** Answers when it expires, in milliseconds since the epoch. */
  put(key: string, value: Value, life: number = this.life): number {
    this.forgetOldest();
    const expires = this.clock.now() + life;
    this.entries.delete(key);
    this.entries.set(key, { value, expires });
    return expires;
  }

  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    return entry && entry.expires > this.clock.now() ? entry.value : undefined;
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  clear(): void {
    this.entries.clear();
  }

  /** Entries are in the order in which they were put, which is nearly that in which they expire. */
  private forgetOldest(): void {
    const now = this.clock.now();
    for (const [key, { expires }] of this.entries) {
      if (expires > now) return;
      this.entries.delete(key);
    }
  }
}
