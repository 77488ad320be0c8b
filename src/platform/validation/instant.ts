const RFC3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/;
/** What the form that `Date` writes has, and only it among these: milliseconds, in UTC. */
const USUAL_LENGTH = 24;

/**
 * Milliseconds since 1970 of an RFC 3339 date and time, or undefined if it is not one. Stricter than Date.parse, which
 * takes other forms too and turns 30 February into 2 March.
 */
export function parseInstant(value: unknown): number | undefined {
  if (typeof value !== 'string' || !RFC3339.test(value)) return undefined;
  const [year, month, day] = [
    twoDigits(value, 0) * 100 + twoDigits(value, 2),
    twoDigits(value, 5),
    twoDigits(value, 8),
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysOf(month, year)) return undefined;
  const instant = usual(value, year, month, day) ?? Date.parse(value.toUpperCase());
  return Number.isNaN(instant) ? undefined : instant;
}

/**
 * The instant, if it has the usual form. By hand, as is the length of a month: capturing groups and Date.parse cost as much
 * as all else that is checked of a traza.
 */
function usual(value: string, year: number, month: number, day: number): number | undefined {
  const [hour, minute, second] = [twoDigits(value, 11), twoDigits(value, 14), twoDigits(value, 17)];
  if (value.length !== USUAL_LENGTH || !value.endsWith('Z') || year < 1_000) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const millisecond = digit(value, 20) * 100 + twoDigits(value, 21);
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
}

const ZERO = 0x30;

function digit(text: string, at: number): number {
  return text.charCodeAt(at) - ZERO;
}

function twoDigits(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1);
}

function daysOf(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
