import type { Clock } from "./clock.js";

interface Timer {
  readonly due: number;
  readonly kind: "flow" | "limit";
  readonly action: () => void;
  cancel: () => void;
}

/** A chat's own time: the emulator's, and ahead of it by what the chat has let pass. */
export class ChatClock implements Clock {
  private ahead = 0;
  private readonly timers = new Set<Timer>();

  constructor(private readonly base: Clock) {}

  now(): number {
    return this.base.now() + this.ahead;
  }

  after(milliseconds: number, kind: "flow" | "limit", action: () => void): () => void {
    const timer: Timer = { due: this.now() + milliseconds, kind, action, cancel: () => {} };
    this.timers.add(timer);
    this.start(timer);
    return () => this.remove(timer);
  }

  stir(): void {
    this.base.stir?.();
  }

  /** Lets time pass in this chat alone; timers on the way run in order, each at its own time. */
  pass(milliseconds: number): void {
    const target = this.now() + milliseconds;
    for (let next = this.next(); next && next.due <= target; next = this.next()) {
      this.remove(next);
      this.ahead += Math.max(0, next.due - this.now());
      next.action();
    }
    this.ahead += Math.max(0, target - this.now());
    for (const timer of this.timers) {
      timer.cancel();
      this.start(timer);
    }
  }

  /** Milliseconds until a flow, an agent or a function goes on; `undefined` where nothing of this kind is to come. */
  get untilFlow(): number | undefined {
    let due: number | undefined;
    for (const timer of this.timers) {
      if (timer.kind === "flow" && (due === undefined || timer.due < due)) due = timer.due;
    }
    return due === undefined ? undefined : Math.max(0, due - this.now());
  }

  /** Lets time pass until a flow, an agent or a function goes on; whether anything of this kind was to come. */
  skip(): boolean {
    const { untilFlow } = this;
    if (untilFlow === undefined) return false;
    this.pass(untilFlow);
    return true;
  }

  stop(): void {
    for (const timer of this.timers) timer.cancel();
    this.timers.clear();
  }

  private start(timer: Timer): void {
    timer.cancel = this.base.after(Math.max(0, timer.due - this.now()), timer.kind, () => {
      if (this.timers.delete(timer)) timer.action();
    });
  }

  private remove(timer: Timer): void {
    timer.cancel();
    this.timers.delete(timer);
  }

  private next(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.timers) if (!first || timer.due < first.due) first = timer;
    return first;
  }
}
