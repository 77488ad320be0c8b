import { instantOf } from './uuid-v7.js';

/** First day of a month in UTC, as `YYYY-MM-01`: how partitions and read models are divided. */
export type Month = string;

/** The month of an instant. */
export function monthOf(instant: Date): Month {
  const month = String(instant.getUTCMonth() + 1).padStart(2, '0');
  return `${String(instant.getUTCFullYear()).padStart(4, '0')}-${month}-01`;
}

/** The month that a row with this UUIDv7 lives in. */
export function monthOfId(id: string): Month {
  return monthOf(instantOf(id));
}

/** The month `count` months later, or earlier if negative. */
export function addMonths(month: Month, count: number): Month {
  const [year, index] = month.split('-').map(Number) as [number, number];
  return monthOf(new Date(Date.UTC(year, index - 1 + count, 1)));
}

/** How a month ends the name of a partition or a materialized view: `2026_11`. */
export function monthSuffix(month: Month): string {
  return month.slice(0, 7).replace('-', '_');
}
