import { setTimeout as sleep } from 'node:timers/promises';

/** What a promise gives, or `undefined` after so long; no timer outlives the answer. */
export async function within<T>(limitMs: number, promise: Promise<T>): Promise<T | undefined> {
  const limit = new AbortController();
  try {
    return await Promise.race([
      promise,
      sleep(limitMs, undefined, { signal: limit.signal }).catch(() => undefined),
    ]);
  } finally {
    limit.abort();
  }
}
