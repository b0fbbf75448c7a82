import type { Surroundings } from "../chat/surroundings.js";

export interface PaceLimits {
  /** Turns a second that may go on for ever. */
  readonly perSecond: number;
  /** Turns that may come at once. */
  readonly burst: number;
  /** Turns that may be under way at once. */
  readonly parallel: number;
}

/**
 * Lets conversations with an instance begin no faster than its account may start chats, and no more of them at once than
 * is wanted; in the order in which they ask.
 */
export class Pace {
  private tokens: number;
  private filled: number;
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private stopTimer: (() => void) | undefined;

  constructor(
    private readonly limits: PaceLimits,
    private readonly surroundings: Pick<Surroundings, "now" | "after">,
  ) {
    this.tokens = limits.burst;
    this.filled = surroundings.now();
  }

  /** Resolves when it is the caller's turn; the answer ends the turn. Who is aborted while waiting loses its place. */
  turn(signal?: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        signal?.removeEventListener("abort", leave);
        let ended = false;
        resolve(() => {
          if (ended) return;
          ended = true;
          this.running -= 1;
          this.next();
        });
      };
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(begin), 1);
        reject(signal?.reason);
      };
      if (signal?.aborted) return reject(signal.reason);
      signal?.addEventListener("abort", leave, { once: true });
      this.waiting.push(begin);
      this.next();
    });
  }

  private next(): void {
    this.fill();
    while (this.waiting.length > 0 && this.running < this.limits.parallel && this.tokens >= 1) {
      this.tokens -= 1;
      this.running += 1;
      this.waiting.shift()?.();
    }
    if (this.waiting.length === 0 || this.running >= this.limits.parallel || this.stopTimer) return;
    const milliseconds = Math.ceil(((1 - this.tokens) / this.limits.perSecond) * 1000);
    this.stopTimer = this.surroundings.after(milliseconds, () => {
      this.stopTimer = undefined;
      this.next();
    });
  }

  private fill(): void {
    const now = this.surroundings.now();
    const gained = (Math.max(0, now - this.filled) / 1000) * this.limits.perSecond;
    this.tokens = Math.min(this.limits.burst, this.tokens + gained);
    this.filled = now;
  }
}
