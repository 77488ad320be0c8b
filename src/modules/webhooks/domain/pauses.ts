const [MINUTE, HOUR] = [60, 3_600];

/** Seconds until the next try, after so many that failed. */
const PAUSES = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** Tries at one event. */
export const ATTEMPTS = PAUSES.length + 1;

/** How much a pause is longer than it says at most, so that what failed together does not come back together. */
const JITTER = 0.2;

/**
 * Seconds until the next try.
 *
 * @param tries - Tries so far, at least one.
 * @param asked - Seconds that the receiver has asked for; never less than these, and a day at most.
 * @param random - From 0 to 1.
 */
export function pauseAfter(tries: number, asked: number, random: number): number {
  const planned = PAUSES[Math.min(tries, PAUSES.length) - 1] ?? PAUSES[0];
  return Math.max(planned * (1 + JITTER * random), Math.min(asked, 24 * HOUR));
}

/** What `Retry-After` asks for (RFC 9110, 10.2.3), in seconds; 0 for none. */
export function retryAfterS(header: string | undefined, now: number): number {
  if (header === undefined) return 0;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  // A date of HTTP begins with the day of the week; of other texts Date.parse makes years.
  const until = /^[A-Za-z]/.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(until) ? 0 : Math.max(0, (until - now) / 1_000);
}
