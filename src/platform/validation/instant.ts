/** The first and the last instant that is taken in, wherever it stands in a request; a field may allow less. */
export const EARLIEST = '1900-01-01T00:00:00.000Z';
export const LATEST = '2199-12-31T23:59:59.999Z';

const RANGE = { from: Date.parse(EARLIEST), to: Date.parse(LATEST) };

const RFC3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;
/** What the form that `Date` writes has, and only it among these: milliseconds, in UTC. */
const USUAL_LENGTH = 24;
/** Where the fraction of a second begins, if there is one. */
const FRACTION = 20;
/** PostgreSQL keeps microseconds; what is finer is cut off, as rounding could leave the range. */
const KEPT_DIGITS = 6;

/**
 * Milliseconds since 1970 of an RFC 3339 date and time, or undefined if it is not one or lies out of the range. Stricter
 * than Date.parse, which takes other forms too and turns 30 February into 2 March.
 */
export function parseInstant(value: unknown): number | undefined {
  const instant = readInstant(value);
  return instant !== undefined && instant >= RANGE.from && instant <= RANGE.to ? instant : undefined;
}

/**
 * The same of any year: what lies out of the range can be told from what is no instant. A second 60 is one of the last
 * minute of a month in UTC, and the second after it in a count that leaves it out, as PostgreSQL's.
 */
export function readInstant(value: unknown): number | undefined {
  if (typeof value !== 'string' || !RFC3339.test(value)) return undefined;
  const [year, month, day] = [
    twoDigits(value, 0) * 100 + twoDigits(value, 2),
    twoDigits(value, 5),
    twoDigits(value, 8),
  ];
  const [hour, minute, second] = [twoDigits(value, 11), twoDigits(value, 14), twoDigits(value, 17)];
  const offset = offsetOf(value);
  if (month < 1 || month > 12 || day < 1 || day > daysOf(month, year)) return undefined;
  if (hour > 23 || minute > 59 || second > 60 || offset === undefined) return undefined;
  // Date.UTC takes the years below 100 for some of our time.
  if (year < 1_000) return -Infinity;
  // By hand, as is all else here: capturing groups and Date.parse cost as much as whatever else is checked of an item.
  const instant = Date.UTC(year, month - 1, day, hour, minute, second, millisecondOf(value)) - offset;
  return second < 60 || isFirstSecondOfMonth(instant) ? instant : undefined;
}

/**
 * An instant in UTC, in the form that `Date` writes, with microseconds where it has some. Everything that is stored or
 * compared is in this form: PostgreSQL takes no distance from UTC of 16 hours or more.
 *
 * @param value - One that `parseInstant` reads.
 */
export function utcOf(value: string): string {
  if (isUtc(value)) return value;
  const text = new Date(parseInstant(value) as number).toISOString();
  const finer = fractionOf(value).slice(3, KEPT_DIGITS);
  return Number(finer) === 0 ? text : `${text.slice(0, -1)}${finer.padEnd(3, '0')}Z`;
}

/** Whether an instant has the form that `Date` writes already: nearly all have. */
export function isUtc(value: string): boolean {
  return value.length === USUAL_LENGTH && value[10] === 'T' && value[23] === 'Z' && value[17] !== '6';
}

function isFirstSecondOfMonth(instant: number): boolean {
  const date = new Date(instant);
  return date.getUTCDate() === 1 && date.getUTCHours() + date.getUTCMinutes() + date.getUTCSeconds() === 0;
}

/** Milliseconds by which a clock there is ahead of UTC; undefined if there is no such zone. */
function offsetOf(value: string): number | undefined {
  const last = value.length - 1;
  if (value[last] === 'Z' || value[last] === 'z') return 0;
  const [hours, minutes] = [twoDigits(value, last - 4), twoDigits(value, last - 1)];
  if (hours > 23 || minutes > 59) return undefined;
  return (value[last - 5] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function millisecondOf(value: string): number {
  if (value[FRACTION - 1] !== '.') return 0;
  // What follows the last digit is no digit, and counts for nothing.
  let millisecond = 0;
  for (let at = FRACTION, weight = 100; weight >= 1; at += 1, weight /= 10) {
    const next = digit(value, at);
    if (next < 0 || next > 9) break;
    millisecond += next * weight;
  }
  return millisecond;
}

function fractionOf(value: string): string {
  return value[FRACTION - 1] === '.' ? (/^\d+/.exec(value.slice(FRACTION))?.[0] ?? '') : '';
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
