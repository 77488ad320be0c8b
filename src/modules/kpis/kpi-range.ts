import { DomainError } from '../../platform/errors/domain-error.js';

/** About three years, which is what stays hot. */
const MAX_DAYS = 1_100;
const DEFAULT_DAYS = 30;
const DAY_MS = 86_400_000;

const shift = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The day before. */
export const dayBefore = (day: string) => shift(day, -1);

/**
 * The days that are asked for, both included.
 *
 * @param today - Business day, `YYYY-MM-DD`.
 * @throws {DomainError} `validacion` when the range is empty or too long.
 */
export function rangeOf(
  { desde, hasta }: { desde?: string; hasta?: string },
  today: string,
): readonly [first: string, last: string] {
  const last = hasta ?? today;
  const first = desde ?? shift(last, 1 - DEFAULT_DAYS);
  if (first > last)
    throw DomainError.invalid([{ pointer: '#/desde', code: 'rango-invertido', params: { inicio: 'desde' } }]);
  if (shift(first, MAX_DAYS) <= last)
    throw DomainError.invalid([{ pointer: '#/hasta', code: 'rango-largo', params: { max: MAX_DAYS } }]);
  return [first, last];
}
