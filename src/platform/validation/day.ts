import { Field } from './field-rule.js';

const FORM = /^\d{4}-\d\d-\d\d$/;

/** Years that a day may have: what is counted by days began no earlier. */
const YEARS = { from: 1970, to: 2199 };

/** Whether this is a day of the calendar, `YYYY-MM-DD`. */
export function isCalendarDay(value: unknown): value is string {
  const date = typeof value === 'string' && FORM.test(value) ? new Date(value) : undefined;
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value;
}

/** Whether this is a day of the calendar that figures can be asked for. */
export function isDay(value: unknown): value is string {
  if (!isCalendarDay(value)) return false;
  const year = Number(value.slice(0, 4));
  return year >= YEARS.from && year <= YEARS.to;
}

/**
 * A day of the calendar, `YYYY-MM-DD`.
 *
 * @param notBefore - Field of the same object with the day that begins the range which this one ends.
 */
export const Day = ({ notBefore }: { notBefore?: string } = {}) =>
  Field({
    schema: { type: 'string', format: 'date' },
    partial: true,
    check(value, object) {
      if (!isDay(value)) return { code: 'dia' };
      const start = notBefore && object[notBefore];
      return isDay(start) && value < start
        ? { code: 'rango-invertido', params: { inicio: notBefore as string } }
        : undefined;
    },
  });
