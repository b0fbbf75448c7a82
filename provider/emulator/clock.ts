/** The one source of time in the emulator. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Runs `action` once, `milliseconds` from now; the answer cancels it. A `flow` timer is one that a flow waits
   * for, and the instant clock jumps to it; a `limit` (a token's life, the five-minute window) only comes when due.
   */
  after(milliseconds: number, kind: "flow" | "limit", action: () => void): () => void;
  /** Drops every timer. */
  stop(): void;
}

/** Time as it passes. */
export function realClock(): Clock {
  const timers = new Set<NodeJS.Timeout>();
  return {
    now: () => Date.now(),
    after(milliseconds, _kind, action) {
      return startTimer(timers, milliseconds, action);
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** Time that stands still until `advance` moves it; timers on the way run in order, each at its own time. */
export function manualClock(start = Date.UTC(2026, 0, 1)): Clock & { advance(milliseconds: number): void } {
  let now = start;
  let waiting: { readonly due: number; readonly action: () => void }[] = [];
  return {
    now: () => now,
    after(milliseconds, _kind, action) {
      const timer = { due: now + milliseconds, action };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((other) => other !== timer);
      };
    },
    advance(milliseconds) {
      const target = now + milliseconds;
      for (;;) {
        const next = waiting.filter(({ due }) => due <= target).sort((a, b) => a.due - b.due)[0];
        if (!next) break;
        waiting = waiting.filter((other) => other !== next);
        now = Math.max(now, next.due);
        next.action();
      }
      now = target;
    },
    stop() {
      waiting = [];
    },
  };
}

/**
 * Time as it passes, except that a flow never waits: as soon as nothing else is to do, time jumps to its timer. Limits
 * that are due on the way come first, so that a flow that waits for ever ends with its chat.
 */
export function instantClock(): Clock {
  interface Timer {
    readonly due: number;
    readonly kind: "flow" | "limit";
    readonly action: () => void;
  }
  const real = new Set<NodeJS.Timeout>();
  const waiting = new Set<Timer>();
  let jumped = 0;
  const now = () => Date.now() + jumped;
  const run = (timer: Timer) => {
    if (!waiting.delete(timer)) return;
    jumped += Math.max(0, timer.due - now());
    timer.action();
  };
  const jump = () => {
    const inOrder = [...waiting].sort((a, b) => a.due - b.due);
    const target = inOrder.findIndex(({ kind }) => kind === "flow");
    for (const timer of inOrder.slice(0, target + 1)) run(timer);
  };
  return {
    now,
    after(milliseconds, kind, action) {
      const timer: Timer = { due: now() + milliseconds, kind, action };
      waiting.add(timer);
      const cancelReal = kind === "limit" ? startTimer(real, milliseconds, () => run(timer)) : () => {};
      if (kind === "flow") setImmediate(jump);
      return () => {
        cancelReal();
        waiting.delete(timer);
      };
    },
    stop() {
      for (const timer of real) clearTimeout(timer);
      real.clear();
      waiting.clear();
    },
  };
}

const longestTimeout = 2 ** 31 - 1;

function startTimer(timers: Set<NodeJS.Timeout>, milliseconds: number, action: () => void): () => void {
  const timer = setTimeout(
    () => {
      timers.delete(timer);
      action();
    },
    Math.min(milliseconds, longestTimeout),
  );
  timer.unref();
  timers.add(timer);
  return () => {
    clearTimeout(timer);
    timers.delete(timer);
  };
}
