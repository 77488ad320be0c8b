import type { Month } from '../database/month.js';

/** A month with rows in the delta. */
export interface DirtyMonth {
  month: Month;
  /** In the delta. */
  rows: number;
  /** In the base. */
  baseRows: number;
  /** Milliseconds since this was first noticed. */
  ageMs: number;
}

/** When a month is worth a refresh, which costs what the whole month costs. */
export interface RefreshPolicy {
  /** Share (0 to 1) of the base that has to have changed. */
  share: number;
  /** Or so long ago that the first change was noticed, in milliseconds. */
  ageMs: number;
  /** Delta rows that all months together may have: above, the largest ones are refreshed. */
  maxRows: number;
}

/** Every month that changed at all. */
export const EVERYTHING: RefreshPolicy = { share: 0, ageMs: 0, maxRows: 0 };

/** The months to refresh now, the newest first. */
export function chooseMonths(dirty: readonly DirtyMonth[], policy: RefreshPolicy): Month[] {
  const due = ({ rows, baseRows, ageMs }: DirtyMonth) =>
    rows > policy.share * baseRows || ageMs >= policy.ageMs;
  const chosen = new Set(dirty.filter(due).map(({ month }) => month));
  const rest = dirty.filter(({ month }) => !chosen.has(month)).sort((a, b) => b.rows - a.rows);
  let left = rest.reduce((sum, { rows }) => sum + rows, 0);
  for (const { month, rows } of rest) {
    if (left <= policy.maxRows) break;
    chosen.add(month);
    left -= rows;
  }
  return [...chosen].sort().reverse();
}
