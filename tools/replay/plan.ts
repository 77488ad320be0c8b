import { randomOf, shuffled } from '../runtime/random.js';

/** One item in so many is sent twice. */
export const REPEAT_ONE_IN = 10;

/** One item of a request. */
export interface Sending<T> {
  item: T;
  /** It was chosen to be sent twice, and this is the copy. */
  repeated: boolean;
}

/**
 * Divides what there is to send into requests: everything once, one item in ten a second time, all of it shuffled. The
 * same seed gives the same requests.
 */
export function planRequests<T>(items: readonly T[], seed: number, size: number): Sending<T>[][] {
  const random = randomOf(seed);
  const repeats = shuffled(items, random).slice(0, Math.floor(items.length / REPEAT_ONE_IN));
  const sendings = shuffled(
    [
      ...items.map((item) => ({ item, repeated: false })),
      ...repeats.map((item) => ({ item, repeated: true })),
    ],
    random,
  );
  const count = Math.ceil(sendings.length / size);
  return Array.from({ length: count }, (_, index) => sendings.slice(index * size, (index + 1) * size));
}
