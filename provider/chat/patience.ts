import { paused } from "./abort.js";
import type { Surroundings } from "./surroundings.js";

/** How long to go on trying a call that a rate limit refuses. */
export interface Patience {
  /** Default 10. */
  readonly attempts?: number;
  /** Once aborted, no further attempt is made; one that is under way goes on. */
  readonly signal?: AbortSignal;
  /** Told of each refusal. */
  readonly throttled?: (cause: Error) => void;
}

const baseMilliseconds = 1_000;
const mostMilliseconds = 20_000;
const defaultAttempts = 10;

/**
 * Calls again while a rate limit refuses, after a pause with full jitter or as long as `Retry-After` says. A quota that
 * is full (`LimitExceededException`, which the SDK takes for throttling) is final at once.
 */
export async function patiently<T>(
  call: () => Promise<T>,
  surroundings: Surroundings,
  { attempts = defaultAttempts, signal, throttled }: Patience,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (cause) {
      if (!isRateLimit(cause)) throw cause;
      throttled?.(cause);
      if (attempt >= attempts || signal?.aborted) throw cause;
      const jittered = surroundings.random() * Math.min(baseMilliseconds * 2 ** (attempt - 1), mostMilliseconds);
      if (!(await paused(Math.max(jittered, retryAfter(cause)), surroundings, signal))) throw cause;
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

function retryAfter({ $response }: RateLimit): number {
  const seconds = Number($response?.headers?.["retry-after"]);
  return Number.isFinite(seconds) ? Math.min(seconds * 1_000, mostMilliseconds) : 0;
}
