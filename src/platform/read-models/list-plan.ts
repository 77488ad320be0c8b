import { type Condition, isMonthly, mayMeet } from './condition.js';
import type { Order, Segment, Window } from './list-sql.js';
import type { Zone } from './zones.js';

/** A month that has to be looked into, unless what was found before comes before all that it can have. */
export interface Candidate {
  zone: Zone;
  /** Whether its base may have such rows; otherwise only its changed rows are of interest. */
  base: boolean;
  /** No row of it comes before this value; unknown if left out. */
  bound?: string | undefined;
}

/** The months that may have rows of a segment, those first that may have what comes first. */
export function planMonths(zones: readonly Zone[], segment: Segment, key: string): Candidate[] {
  const { descending } = segment.order;
  const column = segment.order.column ?? key;
  const monthly = segment.where.some(isMonthly);
  const conditions = [...segment.where, ...behind(segment, column)];
  // What holds for a key holds for the changed rows of its month too.
  const ofKey = conditions.filter((condition) => 'column' in condition && condition.column === key);
  const candidates = zones
    .filter((zone) => (monthly ? ofKey : conditions).every((condition) => mayMeet(zone, condition)))
    .map((zone) => {
      const range = zone.ranges.get(column);
      const base = conditions.every((condition) => mayMeet(zone, condition));
      // The changed rows of a month have keys of that month, and any other value.
      const bound = monthly && column !== key ? undefined : range && (descending ? range.max : range.min);
      return { zone, base, bound };
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

/** Where the statement for these months looks. The first one takes all changed rows that it can take together. */
export function windowOf(candidates: readonly Candidate[], segment: Segment, first: boolean): Window {
  const months = candidates.map(({ zone }) => zone.month);
  const bases = candidates.filter(({ base }) => base).map(({ zone }) => zone.month);
  return { bases, deltas: first && !segment.where.some(isMonthly) ? undefined : months };
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
    (column ? by(column)(a, b) : 0) || by(key)(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
