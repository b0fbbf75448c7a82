import type { Surroundings } from "./surroundings.js";

/** Waits for `promise`, but no longer than until the signal is aborted; then rejects with the signal's reason. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  promise.catch(() => {});
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/**
 * Waits for what `work` promises, but no longer than `milliseconds`; then rejects with `reason`, of which the signal
 * that `work` was given tells as well.
 */
export async function within<T>(
  milliseconds: number,
  reason: unknown,
  surroundings: Surroundings,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const stopTimer = surroundings.after(milliseconds, () => deadline.abort(reason));
  try {
    return await untilAborted(work(deadline.signal), deadline.signal);
  } finally {
    stopTimer();
  }
}

/** Waits `milliseconds`, or until the signal is aborted; answers whether the time came to its end. */
export function paused(milliseconds: number, surroundings: Surroundings, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve(false);
    const stop = () => {
      cancel();
      resolve(false);
    };
    const cancel = surroundings.after(milliseconds, () => {
      signal?.removeEventListener("abort", stop);
      resolve(true);
    });
    signal?.addEventListener("abort", stop, { once: true });
  });
}
