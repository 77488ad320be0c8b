/**
 * PostgreSQL's binary arrays, for statements that take many rows at once: both sides spend less on them than on text. An
 * array with a value that is not plainly of its type goes as text, so that PostgreSQL says what is wrong with it.
 */
type Values<T> = readonly (T | null | undefined)[];

/** Writes a value and says whether it could. */
type Put = (buffer: Buffer, value: never, at: number) => boolean;

const HEADER = 20;
const LENGTH = 4;
const NULL_LENGTH = -1;

function encode<T>(oid: number, width: number, put: Put, values: Values<T>): Buffer | Values<T> {
  // An array of nothing has no dimension.
  if (values.length === 0) return values;
  const buffer = Buffer.allocUnsafe(HEADER + values.length * (LENGTH + width));
  let hasNull = 0;
  let at = HEADER;
  for (const value of values) {
    if (value === null || value === undefined) {
      hasNull = 1;
      at = buffer.writeInt32BE(NULL_LENGTH, at);
    } else {
      at = buffer.writeInt32BE(width, at);
      if (!put(buffer, value as never, at)) return values;
      at += width;
    }
  }
  const dimensions = 1;
  const firstIndex = 1;
  [dimensions, hasNull, oid, values.length, firstIndex].forEach((field, index) =>
    buffer.writeInt32BE(field, index * LENGTH),
  );
  return buffer.subarray(0, at);
}

/** What each character is worth as a hexadecimal digit; more than 15 if it is none. */
const NO_DIGIT = 16;
const DIGITS = new Uint8Array(128).fill(NO_DIGIT);
for (let digit = 0; digit < 16; digit += 1) {
  const character = digit.toString(16);
  DIGITS[character.charCodeAt(0)] = digit;
  DIGITS[character.toUpperCase().charCodeAt(0)] = digit;
}
const digitAt = (text: string, at: number) => DIGITS[text.charCodeAt(at)] ?? NO_DIGIT;

const DASH = 0x2d;
/** Where the bytes of a UUID stand in its text. */
const BYTES = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
const DASHES = [8, 13, 18, 23];

function putUuid(buffer: Buffer, value: string, at: number): boolean {
  if (value.length !== 36) return false;
  for (const place of DASHES) if (value.charCodeAt(place) !== DASH) return false;
  let seen = 0;
  for (let index = 0; index < 16; index += 1) {
    const place = BYTES[index] as number;
    const high = digitAt(value, place);
    const low = digitAt(value, place + 1);
    seen |= high | low;
    buffer[at + index] = (high << 4) | low;
  }
  return seen < NO_DIGIT;
}

const WORD = 2 ** 32;

function putInteger(buffer: Buffer, value: number, at: number): boolean {
  if (!Number.isSafeInteger(value)) return false;
  buffer.writeInt32BE(Math.floor(value / WORD), at);
  buffer.writeUInt32BE(value >>> 0, at + LENGTH);
  return true;
}

function putFloat(buffer: Buffer, value: number, at: number): boolean {
  if (typeof value !== 'number') return false;
  // As text has it: without the sign of zero.
  buffer.writeDoubleBE(value + 0, at);
  return true;
}

/** PostgreSQL counts microseconds from the year 2000. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
/** As `Date` writes it. What is finer than a millisecond, or not in UTC, PostgreSQL reads by itself. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function putInstant(buffer: Buffer, value: string, at: number): boolean {
  const instant = INSTANT.test(value) ? new Date(value) : undefined;
  // There is no 30th of February: Date goes on into March.
  if (instant?.getUTCDate() !== Number(value.slice(8, 10))) return false;
  return putInteger(buffer, (instant.getTime() - EPOCH_MS) * 1_000, at);
}

const ENCODERS: Partial<Record<string, (values: Values<never>) => unknown>> = {
  uuid: (values) => encode(2_950, 16, putUuid, values),
  bigint: (values) => encode(20, 8, putInteger, values),
  float8: (values) => encode(701, 8, putFloat, values),
  timestamptz: (values) => encode(1_184, 8, putInstant, values),
};

/**
 * Values as the parameter of a statement that takes an array of them.
 *
 * @param type - Type of an element, as SQL calls it.
 */
export function arrayOf(type: string, values: Values<unknown>): unknown {
  return ENCODERS[type]?.(values as Values<never>) ?? values;
}
