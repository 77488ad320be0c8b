import { instantOf } from './uuid-v7.js';

declare const month: unique symbol;

/**
 * First day of a month in UTC, as `YYYY-MM-01`: how partitions and read models are divided. Only the functions here, and
 * columns of the database, make one.
 */
export type Month = string & { readonly [month]: true };

/**
 * The month of a text that begins with one: `2023-04`, or any day of it.
 *
 * @throws {RangeError} when it begins with none.
 */
export function monthOfText(text: string): Month {
  const [, year, index] = /^(\d{4})-(0[1-9]|1[0-2])(?:-|$)/.exec(text) ?? [];
  if (index === undefined) throw new RangeError(`«${text}» begins with no month`);
  return `${year}-${index}-01` as Month;
}

/** A month as people and the wire write it: `2023-04`. */
export function yearMonth(month: Month): string {
  return month.slice(0, 7);
}

/** The month of an instant. */
export function monthOf(instant: Date): Month {
  const month = String(instant.getUTCMonth() + 1).padStart(2, '0');
  return `${String(instant.getUTCFullYear()).padStart(4, '0')}-${month}-01` as Month;
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
  return yearMonth(month).replace('-', '_');
}
