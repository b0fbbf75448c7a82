import { isThrottlingError, isTransientError } from "@smithy/core/retry";
import { paused } from "./abort.js";
import type { Surroundings } from "./surroundings.js";

/** How long to go on trying a call that a rate limit refuses, or that does not get through. */
export interface Patience {
  /** Default 10; of a call that does not get through at most 3. */
  readonly attempts?: number;
  /** Once aborted, no further attempt is made; one that is under way goes on. */
  readonly signal?: AbortSignal;
  /** Told of each refusal. */
  readonly throttled?: (cause: Error) => void;
}

const baseMilliseconds = 1_000;
const mostMilliseconds = 20_000;
const defaultAttempts = 10;
const networkMilliseconds = 100;
const mostNetworkAttempts = 3;

/**
 * Calls again while a rate limit refuses, after a pause with full jitter or as long as `Retry-After` says, and a few
 * times when the network or the service fails. A quota that is full (`LimitExceededException`, which the SDK takes for
 * throttling) is final at once.
 */
export async function patiently<T>(
  call: () => Promise<T>,
  surroundings: Surroundings,
  { attempts = defaultAttempts, signal, throttled }: Patience,
): Promise<T> {
  let [refused, failed] = [0, 0];
  for (;;) {
    try {
      return await call();
    } catch (cause) {
      let pause: number;
      if (isRateLimit(cause)) {
        throttled?.(cause);
        if (++refused >= attempts || signal?.aborted) throw cause;
        pause = Math.max(jittered(baseMilliseconds, refused - 1, surroundings), retryAfter(cause));
      } else {
        if (!isFailure(cause) || ++failed >= Math.min(attempts, mostNetworkAttempts) || signal?.aborted) throw cause;
        pause = jittered(networkMilliseconds, failed - 1, surroundings);
      }
      if (!(await paused(pause, surroundings, signal))) throw cause;
    }
  }
}

interface RateLimit extends Error {
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

function isRateLimit(cause: unknown): cause is RateLimit {
  const { name, $metadata } = (cause ?? {}) as { name?: string; $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode === 429 && name !== "LimitExceededException";
}

/** Whether the call did not reach the service, or failed there, so that the same call may succeed. */
function isFailure(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const error = cause as Parameters<typeof isTransientError>[0];
  return !isThrottlingError(error) && isTransientError(error);
}

function jittered(base: number, exponent: number, { random }: Surroundings): number {
  return random() * Math.min(base * 2 ** exponent, mostMilliseconds);
}

function retryAfter({ $response }: RateLimit): number {
  const seconds = Number($response?.headers?.["retry-after"]);
  return Number.isFinite(seconds) ? Math.min(seconds * 1_000, mostMilliseconds) : 0;
}
