import { LRUCache } from 'lru-cache';
import type { Segment } from './list-sql.js';

/** Months that are looked into with one statement: at first, and when those had not enough; then all others. */
const REACHES = [2, 10, Infinity];

/** Lists that are remembered; of more, those that were asked for longest ago are forgotten. */
const MOST = 2_000;

/** How far a first page had to look the last time, by what it asks. */
const known = new LRUCache<string, number>({ max: MOST });

/**
 * How many months to look into, one number after the other until there is enough. A first page that is asked for again
 * begins where it ended the last time: each statement of its own would look through the delta once more.
 */
export function reachesOf(list: string, segment: Segment): number[] {
  return REACHES.slice(segment.after ? 0 : (known.get(keyOf(list, segment)) ?? 0));
}

/** Remembers how far a list had to look. */
export function noteReach(list: string, segment: Segment, reach: number): void {
  if (segment.after) return;
  known.set(keyOf(list, segment), REACHES.indexOf(reach));
}

const keyOf = (list: string, { where, order, limit }: Segment) => JSON.stringify([list, where, order, limit]);
