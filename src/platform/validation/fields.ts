import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { ValidateIf, ValidateNested } from 'class-validator';
import { hasInexact } from './exact-numbers.js';
import { Field, type FieldRule, type JsonSchema, type Violation } from './field-rule.js';
import { boundsOfValue, isStorable, STORABLE, STORABLE_WORDS } from './json-bounds.js';
import { inNfc } from './nfc.js';
import { EARLIEST, LATEST, parseInstant, readInstant, utcOf } from './instant.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const wrongType = (es: string, en: string): Violation => ({ code: 'tipo', params: { esperado: { es, en } } });

/** A field that may be left out, and is never null: of a change that does not name it, it stays as it is. */
export const Omissible = (): PropertyDecorator => ValidateIf((_object, value) => value !== undefined);

/** Reads a text in NFC: what looks the same is the same, wherever it is compared. */
const InNfc = () => Transform(({ value }: { value: unknown }) => inNfc(value));

/** A text of `min` to `max` characters, in NFC; unless it may be empty, one of them is no white space. */
export const Text = ({ min = 1, max }: { min?: number; max: number }) =>
  applyDecorators(
    InNfc(),
    Field({
      schema: {
        type: 'string',
        minLength: min,
        maxLength: max,
        pattern: min > 0 ? STORABLE_WORDS : STORABLE,
      },
      check(value) {
        const isBlank = min > 0 && typeof value === 'string' && value.trim() === '';
        return checkText(value, min, max) ?? (isBlank ? { code: 'en-blanco' } : undefined);
      },
    }),
  );

function checkText(value: unknown, min: number, max: number): Violation | undefined {
  if (typeof value !== 'string') return wrongType('un texto', 'a text');
  // No character takes more than two units: what is far too long need not be counted.
  if (value.length > 2 * max) return { code: 'longitud', params: { min, max } };
  if (!isStorable(value)) return { code: 'caracteres' };
  const length = [...value].length;
  return length < min || length > max ? { code: 'longitud', params: { min, max } } : undefined;
}

/** Words to look for: a text of up to `max` characters with at least one letter or digit. */
export const Words = ({ max }: { max: number }) =>
  applyDecorators(
    InNfc(),
    Field({
      schema: { type: 'string', minLength: 1, maxLength: max, pattern: STORABLE },
      partial: true,
      check(value) {
        const fault = checkText(value, 1, max);
        return fault ?? (/[\p{L}\p{N}]/u.test(value as string) ? undefined : { code: 'sin-palabras' });
      },
    }),
  );

/** A text of a known form. */
export function pattern(source: string, violation: Violation, schema: JsonSchema = {}): FieldRule {
  const expression = new RegExp(source, 'u');
  return {
    schema: { type: 'string', pattern: source, ...schema },
    check: (value) => (typeof value === 'string' && expression.test(value) ? undefined : violation),
  };
}

/** Whether this is a UUID, of any version. */
export function isUuid(value: unknown): boolean {
  return typeof value === 'string' && uuid.test(value);
}

/** A UUID of any version. */
export const Uuid = () =>
  Field({
    schema: { type: 'string', format: 'uuid' },
    check: (value) => (isUuid(value) ? undefined : { code: 'uuid' }),
  });

/** The beginning of a UUID, with or without its hyphens. */
export const UuidBeginning = () =>
  Field(pattern('^(?:[0-9a-fA-F]-?){1,32}$', { code: 'comienzo-de-uuid' }, { maxLength: 64 }));

/** E-mail address, in the form that browsers accept (HTML, `input type=email`). */
export const Email = () =>
  applyDecorators(
    InNfc(),
    Field(
      pattern(
        '^[^\\s@\\u0000-\\u001f]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$',
        { code: 'email' },
        { maxLength: 320 },
      ),
    ),
  );

/** Phone number in E.164: `+` and up to 15 digits. */
export const Phone = () => Field(pattern('^\\+[1-9]\\d{6,14}$', { code: 'telefono' }));

/** Country, ISO 3166-1 alpha-2. */
export const Country = () => Field(pattern('^[A-Z]{2}$', { code: 'pais' }));

/** A whole number from `min` to `max`. */
export const Integer = ({ min, max }: { min: number; max: number }) =>
  Field({
    schema: { type: 'integer', minimum: min, maximum: max },
    check(value) {
      if (!Number.isInteger(value)) return wrongType('un número entero', 'a whole number');
      return (value as number) < min || (value as number) > max
        ? { code: 'rango', params: { min, max } }
        : undefined;
    },
  });

/** A number that is not negative. */
export const Quantity = () =>
  Field({
    schema: { type: 'number', minimum: 0 },
    check(value) {
      if (typeof value !== 'number' || !Number.isFinite(value)) return wrongType('un número', 'a number');
      return value < 0 ? { code: 'rango', params: { min: 0, max: '∞' } } : undefined;
    },
  });

/** One half of a position in degrees (WGS 84); it comes with its other half or not at all. */
function coordinate(limit: number, partner: string): PropertyDecorator {
  return Field({
    schema: { type: 'number', minimum: -limit, maximum: limit },
    partial: true,
    check(value, object) {
      if (typeof value !== 'number' || !Number.isFinite(value)) return wrongType('un número', 'a number');
      if (value < -limit || value > limit) return { code: 'rango', params: { min: -limit, max: limit } };
      return object[partner] == null ? { code: 'latitud-y-longitud' } : undefined;
    },
  });
}

/** Latitude in degrees; needs `lon` beside it. */
export const Latitude = () => coordinate(90, 'lon');

/** Longitude in degrees; needs `lat` beside it. */
export const Longitude = () => coordinate(180, 'lat');

/** True or false. */
export const Flag = () =>
  Field({
    schema: { type: 'boolean' },
    check: (value) => (typeof value === 'boolean' ? undefined : wrongType('true o false', 'true or false')),
  });

/** One of these values. */
export const OneOf = (values: readonly string[] | (() => readonly string[])) => {
  // Names that modules declare are known only when all of them are loaded.
  const list = () => (typeof values === 'function' ? values() : values);
  return Field({
    schema: {
      type: 'string',
      get enum() {
        return [...list()];
      },
    },
    check: (value) =>
      list().includes(value as string)
        ? undefined
        : { code: 'valor-desconocido', params: { valores: list().join(', ') } },
  });
};

/** A list of these values, none twice. */
export const ListOf = (of: readonly string[] | (() => readonly string[])) => {
  const list = () => (typeof of === 'function' ? of() : of);
  return Field({
    schema: {
      type: 'array',
      get items() {
        return { type: 'string', enum: [...list()] };
      },
      minItems: 1,
      get maxItems() {
        return list().length;
      },
    },
    check(value) {
      const values = list();
      if (!Array.isArray(value)) return wrongType('una lista', 'a list');
      if (!value.every((item) => values.includes(item as string)))
        return { code: 'valor-desconocido', params: { valores: values.join(', ') } };
      const max = values.length;
      return value.length < 1 || value.length > max
        ? { code: 'cantidad', params: { min: 1, max } }
        : undefined;
    },
  });
};

/**
 * A JSON object of the caller's own, kept as it is; of `MAX_DEPTH` levels, `MAX_KEYS` fields each, at most, and with no number
 * that a double cannot hold.
 *
 * @param maxBytes - Largest size as JSON, in bytes; no limit of its own if left out.
 */
export const FreeObject = ({ maxBytes = Infinity }: { maxBytes?: number } = {}) =>
  Field({
    schema: { type: 'object' },
    partial: true,
    check(value) {
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return wrongType('un objeto', 'an object');
      const fault = boundsOfValue(value);
      if (fault) return fault;
      if (hasInexact(value)) return { code: 'numero-inexacto' };
      const bytes = maxBytes === Infinity ? 0 : Buffer.byteLength(JSON.stringify(value));
      return bytes > maxBytes ? { code: 'objeto-grande', params: { max: maxBytes } } : undefined;
    },
  });

/** Bounds of an instant, inside those that hold for all of them. */
export interface InstantBounds {
  /** Earliest, RFC 3339. */
  min?: string;
  /** Furthest ahead of our clock, in hours; no limit if left out. */
  hoursAhead?: number;
  /** Field of the same object with the time of its sender's clock when it was sent: the bounds hold for that clock. */
  clock?: string;
  /** Field of the same object that begins the range which this one ends. */
  notBefore?: string;
}

/** What is wrong with an instant, if anything. */
function checkInstant(
  value: unknown,
  object: Record<string, unknown>,
  { min = EARLIEST, hoursAhead, clock, notBefore }: InstantBounds,
): Violation | undefined {
  const read = readInstant(value);
  if (read === undefined) return { code: 'fecha' };
  const sent = clock && parseInstant(value) !== undefined ? parseInstant(object[clock]) : undefined;
  const instant = sent === undefined ? read : read - sent + Date.now();
  if (instant < Date.parse(min)) return { code: 'fecha-antigua', params: { min } };
  if (hoursAhead !== undefined && instant > Date.now() + hoursAhead * 3_600_000)
    return { code: 'fecha-futura', params: { tolerancia: `${hoursAhead} h` } };
  if (instant > Date.parse(LATEST)) return { code: 'fecha-lejana', params: { max: LATEST } };
  if (notBefore && instant < (parseInstant(object[notBefore]) ?? instant))
    return { code: 'rango-invertido', params: { inicio: notBefore } };
  return undefined;
}

/** A moment in time, RFC 3339 with a zone; read as UTC, whatever zone it came in. */
export const Instant = (bounds: InstantBounds = {}) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && parseInstant(value) !== undefined ? utcOf(value) : value,
    ),
    Field({
      schema: { type: 'string', format: 'date-time' },
      partial: true,
      check: (value, object) => checkInstant(value, object, bounds),
    }),
  );

/** An object with rules of its own. */
export const Nested = (type: () => new () => object) =>
  applyDecorators(
    ValidateNested(),
    Type(type),
    Field({
      schema: {},
      check: (value) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? undefined
          : wrongType('un objeto', 'an object'),
      inner: type,
    }),
  );

/** How many items a list may have. */
interface Bounds {
  min: number;
  max: number;
}

/** So many, no more and no less. */
export const exactly = (count: number): Bounds => ({ min: count, max: count });

/** A list of `min` to `max` objects with rules of their own. */
export const NestedList = (type: () => new () => object, bounds: Bounds | (() => Bounds)) => {
  const known = () => (typeof bounds === 'function' ? bounds() : bounds);
  return applyDecorators(
    ValidateNested({ each: true }),
    Type(type),
    Field({
      schema: {
        get minItems() {
          return known().min;
        },
        get maxItems() {
          return known().max;
        },
      },
      check(value) {
        if (!Array.isArray(value)) return wrongType('una lista', 'a list');
        const { min, max } = known();
        return value.length < min || value.length > max
          ? { code: 'cantidad', params: { min, max } }
          : undefined;
      },
      inner: type,
    }),
  );
};
