import type { Month } from '../database/month.js';
import { type Condition, mayMeet } from './condition.js';
import { EXACT_VALUE, type Order, type Segment } from './list-sql.js';
import type { Zone } from './zones.js';

/** A month whose base has to be looked into, unless what was found before comes before all that it can have. */
export interface Candidate {
  month: Month;
  /** No row of it comes before this value; unknown if left out. */
  bound?: string | undefined;
}

/** The months that may have rows of a segment, those first that may have what comes first. */
export function planMonths(zones: readonly Zone[], segment: Segment, key: string): Candidate[] {
  const { descending } = segment.order;
  const column = segment.order.column ?? key;
  const conditions = [...segment.where, ...behind(segment, column)];
  const candidates = zones
    .filter((zone) => conditions.every((condition) => mayMeet(zone, condition)))
    .map(({ month, ranges }) => {
      const range = ranges.get(column);
      return { month, bound: descending ? range?.max : range?.min };
    });
  const sign = descending ? -1 : 1;
  const rank = ({ bound }: Candidate) => bound ?? (descending ? '\uffff' : '');
  return candidates.sort((a, b) => sign * compareText(rank(a), rank(b)));
}

function behind({ order, after }: Segment, column: string): Condition[] {
  const place = order.column ? after?.value : after?.key;
  if (place === undefined) return [];
  return [{ column, type: 'text', ...(order.descending ? { to: place } : { from: place }) }];
}

/** Whether a row with this value comes before everything that a month can have. */
export function isBefore(value: unknown, { bound }: Candidate, { descending }: Order): boolean {
  if (bound === undefined || typeof value !== 'string') return false;
  return descending ? value > bound : value < bound;
}

/** Compares rows as an order has them. Times and keys are texts that sort as what they stand for. */
export function comparator({ column, descending }: Order, key: string) {
  const sign = descending ? -1 : 1;
  const by = (name: string) => (a: Record<string, unknown>, b: Record<string, unknown>) =>
    sign * compareText(String(a[name]), String(b[name]));
  return (a: Record<string, unknown>, b: Record<string, unknown>) =>
    (column ? by(EXACT_VALUE)(a, b) : 0) || by(key)(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
