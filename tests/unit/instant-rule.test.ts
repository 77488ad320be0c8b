import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import fc from 'fast-check';
import { EnvioInput } from '../../src/modules/envios/contract.js';
import { EnvioFilter } from '../../src/modules/envios/envio-filter.dto.js';
import { explain } from '../../src/platform/validation/explain.js';
import { EARLIEST, LATEST, parseInstant, utcOf } from '../../src/platform/validation/instant.js';
import { isDay } from '../../src/platform/validation/day.js';
import { seedOf } from '../support/random.js';

const utc = (text: string) => (parseInstant(text) === undefined ? undefined : utcOf(text));

test.each([
  ['1899-12-31T23:59:59.999Z', undefined],
  [EARLIEST, EARLIEST],
  ['1900-01-01T04:59:59+05:00', undefined],
  ['1899-12-31T20:00:00-04:00', '1900-01-01T00:00:00.000Z'],
  [LATEST, LATEST],
  ['2199-12-31T23:59:59.9999999Z', '2199-12-31T23:59:59.999999Z'],
  ['2199-12-31T23:59:59-05:00', undefined],
  ['2200-01-01T04:00:00+05:00', '2199-12-31T23:00:00.000Z'],
  ['9999-12-31T23:59:59.9999999Z', undefined],
  ['9999-12-31T23:59:59-05:00', undefined],
  ['0000-01-01T00:00:00Z', undefined],
  ['0099-06-01T00:00:00Z', undefined],
])('finding 1: %s is %s: the years are 1900 to 2199, looked at in UTC', (text, expected) =>
  expect(utc(text)).toBe(expected),
);

test.each([
  ['fecha-lejana', '9999-12-31T23:59:59.9999999Z'],
  ['fecha-lejana', '2199-12-31T23:59:59-05:00'],
  ['fecha-antigua', '0001-01-01T00:00:00Z'],
  ['fecha', '2026-02-30T00:00:00Z'],
])('finding 1: an instant that is refused says %s', (code, creadoDesde) => {
  expect(explain(EnvioFilter, { creadoDesde })).toMatchObject([{ pointer: '#/creadoDesde', code }]);
});

test.each(['2200-01-01', '9999-12-31', '1969-12-31', '0000-01-01'])('finding 1: %s is no day', (day) =>
  expect(isDay(day)).toBe(false),
);

test('finding 9: a DTO holds its instants in UTC', () => {
  const { fechaEstimada } = plainToInstance(EnvioInput, { fechaEstimada: '2026-12-20T10:00:00+16:00' });
  expect(fechaEstimada).toBe('2026-12-19T18:00:00.000Z');
});

test('finding 9: an instant of any zone is the same moment in UTC, to the microsecond', () => {
  const seed = seedOf();
  const moment = fc.record({
    ms: fc.integer({ min: Date.parse(EARLIEST) + 86_400_000, max: Date.parse(LATEST) - 86_400_000 }),
    micros: fc.integer({ min: 0, max: 999 }),
    digits: fc.integer({ min: 3, max: 9 }),
    minutes: fc.integer({ min: -1_439, max: 1_439 }),
    lower: fc.boolean(),
  });
  fc.assert(
    fc.property(moment, ({ ms, micros, digits, minutes, lower }) => {
      const local = new Date(ms + minutes * 60_000).toISOString().slice(0, -1);
      const kept = digits < 6 ? 0 : micros;
      const fraction = `${kept.toString().padStart(3, '0')}000`.slice(0, digits - 3);
      const two = (number: number) => String(number).padStart(2, '0');
      const zone = `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
      const text = `${local}${fraction}${zone}`;
      const iso = new Date(ms).toISOString();
      const expected = kept === 0 ? iso : `${iso.slice(0, -1)}${kept.toString().padStart(3, '0')}Z`;
      expect(utc(lower ? text.toLowerCase() : text)).toBe(expected);
      expect(utc(expected)).toBe(expected);
    }),
    { seed, numRuns: 3_000 },
  );
});

test.each([
  // Midnight is the beginning of the next day (RFC 3339, 5.6: hours are 00 to 23).
  ['2026-12-20T24:00:00Z', undefined],
  ['2026-12-20T24:00:00.000Z', undefined],
  ['2026-12-20T23:60:00Z', undefined],
  ['2026-12-20T23:59:61Z', undefined],
  // A leap second is the last one of a month in UTC (5.7, appendix D).
  ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
  ['2016-12-31T18:59:60.500-05:00', '2017-01-01T00:00:00.500Z'],
  ['1990-06-30T23:59:60Z', '1990-07-01T00:00:00.000Z'],
  ['1966-12-31T23:59:60Z', '1967-01-01T00:00:00.000Z'],
  ['2016-12-31T23:59:60-05:00', undefined],
  ['2026-12-20T23:59:60Z', undefined],
  ['2016-12-31T23:58:60Z', undefined],
  ['2199-12-31T23:59:60Z', undefined],
  ['2026-12-20T10:00:00+24:00', undefined],
  ['2026-12-20T10:00:00+23:59', '2026-12-19T10:01:00.000Z'],
  ['2026-12-20T10:00:00-23:59', '2026-12-21T09:59:00.000Z'],
  ['2026-12-20T10:00:00+10:60', undefined],
  ['2026-12-20T10:00:00-00:00', '2026-12-20T10:00:00.000Z'],
  ['2026-12-20t10:00:00z', '2026-12-20T10:00:00.000Z'],
  ['2026-12-20T10:00:00.1Z', '2026-12-20T10:00:00.100Z'],
  [`2026-12-20T10:00:00.${'9'.repeat(1_000)}Z`, '2026-12-20T10:00:00.999999Z'],
])('finding 9: %s is %s', (text, expected) => expect(utc(text)).toBe(expected));
