import { Timers } from "./timers.js";

/** The one source of time in the emulator. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Runs `action` once, `milliseconds` from now; the answer cancels it. A `flow` timer is one that a flow waits
   * for, and the instant clock jumps to it; a `limit` (a token's life, the five-minute window) only comes when due.
   */
  after(milliseconds: number, kind: "flow" | "limit", action: () => void): () => void;
  /** Somebody outside did something just now, and may be about to go on; only the instant clock waits for that. */
  stir?(): void;
  /** Drops every timer. */
  stop(): void;
}

/** Time as it passes. */
export function realClock(): Clock {
  const timers = new Timers();
  const monotonic = () => performance.now();
  const alarm = alarmFor(timers, monotonic);
  return {
    now: () => Date.now(),
    after(milliseconds, kind, action) {
      const cancel = timers.add({ due: monotonic() + milliseconds, kind, action });
      alarm.set();
      return cancel;
    },
    stop() {
      timers.clear();
      alarm.stop();
    },
  };
}

/** Time that stands still until `advance` moves it; timers on the way run in order, each at its own time. */
export function manualClock(start = Date.UTC(2026, 0, 1)): Clock & { advance(milliseconds: number): void } {
  const timers = new Timers();
  let now = start;
  return {
    now: () => now,
    after: (milliseconds, kind, action) => timers.add({ due: now + milliseconds, kind, action }),
    advance(milliseconds) {
      const target = now + milliseconds;
      for (let next = timers.next; next && next.due <= target; next = timers.next) {
        timers.take();
        now = Math.max(now, next.due);
        next.action();
      }
      now = target;
    },
    stop: () => timers.clear(),
  };
}

/**
 * Time as it passes, except that a flow never waits: as soon as everybody waits, time jumps to its timer. Whoever did
 * something is taken to wait after `quiet` real milliseconds, so that a client comes to answer before time runs out.
 * Limits that are due on the way come first, so that a flow that waits for ever ends with its chat.
 */
export function instantClock(quiet = 100): Clock {
  const timers = new Timers();
  let jumped = 0;
  let stirred = Number.NEGATIVE_INFINITY;
  let waiting: NodeJS.Timeout | undefined;
  const now = () => Date.now() + jumped;
  const alarm = alarmFor(timers, now);
  const jump = () => {
    const unquiet = Math.ceil(stirred + quiet - performance.now());
    if (unquiet > 0) {
      clearTimeout(waiting);
      waiting = setTimeout(jump, unquiet);
      return;
    }
    while (timers.hasFlow) {
      const timer = timers.take();
      if (!timer) return;
      jumped += Math.max(0, timer.due - now());
      timer.action();
      if (timer.kind === "flow") break;
    }
    if (timers.hasFlow) setImmediate(jump);
  };
  return {
    now,
    after(milliseconds, kind, action) {
      const cancel = timers.add({ due: now() + milliseconds, kind, action });
      if (kind === "flow") setImmediate(jump);
      else alarm.set();
      return cancel;
    },
    stir() {
      stirred = performance.now();
    },
    stop() {
      timers.clear();
      alarm.stop();
      clearTimeout(waiting);
    },
  };
}

const longestTimeout = 2 ** 31 - 1;

/** One timeout of the system for all timers: it goes off for the next one, which may turn out to be due later still. */
function alarmFor(timers: Timers, now: () => number): { set(): void; stop(): void } {
  let timeout: NodeJS.Timeout | undefined;
  let goesOff = Number.POSITIVE_INFINITY;
  const stop = () => {
    clearTimeout(timeout);
    goesOff = Number.POSITIVE_INFINITY;
  };
  const set = () => {
    const { next } = timers;
    if (!next || next.due >= goesOff) return;
    stop();
    const wait = Math.min(Math.max(0, next.due - now()), longestTimeout);
    goesOff = next.due;
    timeout = setTimeout(run, wait);
    timeout.unref();
  };
  const run = () => {
    goesOff = Number.POSITIVE_INFINITY;
    try {
      for (let { next } = timers; next && next.due <= now(); { next } = timers) {
        timers.take();
        next.action();
      }
    } finally {
      set();
    }
  };
  return { set, stop };
}
