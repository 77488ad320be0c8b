import { exactInstant, isExactInstant, storedInstant } from '../../src/platform/database/instants.js';
import { createPool } from '../../src/platform/database/pool.js';

const TIMESTAMPTZ = 1_184;
const pool = createPool('postgres://nobody@127.0.0.1:1/nothing', { max: 1, name: 'unit' });
const parse = pool.options.types?.getTypeParser(TIMESTAMPTZ, 'text') as unknown as (text: string) => string;

test.each([
  ['2026-11-22 15:04:05+00', '2026-11-22T15:04:05.000Z'],
  ['2026-11-22 15:04:05.1+00', '2026-11-22T15:04:05.100Z'],
  ['2026-11-22 15:04:05.12+00', '2026-11-22T15:04:05.120Z'],
  ['2026-11-22 15:04:05.123+00', '2026-11-22T15:04:05.123Z'],
  ['2026-11-22 15:04:05.123456+00', '2026-11-22T15:04:05.123Z'],
  ['2026-11-22 10:04:05.12-05', '2026-11-22T15:04:05.120Z'],
  // Whatever stands there, its row is read.
  ['infinity', 'infinity'],
  ['0044-03-15 00:00:00+00 BC', '0044-03-15 00:00:00+00 BC'],
])('the instant %s is %s on the wire', (text, instant) => {
  expect(parse(text)).toBe(instant);
});

test.each([
  ['2026-11-22T15:04:05.123Z', '2026-11-22T15:04:05.123000Z'],
  ['2026-11-22T15:04:05Z', '2026-11-22T15:04:05.000000Z'],
  ['2026-11-22T15:04:05.000500Z', '2026-11-22T15:04:05.000500Z'],
  ['2026-11-22T10:04:05.1234567-05:00', '2026-11-22T15:04:05.123456Z'],
  ['2026-11-22T15:04:05.12+00:00', '2026-11-22T15:04:05.120000Z'],
])('finding 10: %s is %s exactly', (text, exact) => {
  expect(exactInstant(text)).toBe(exact);
  expect(isExactInstant(exact)).toBe(true);
});

test('finding 10: what is finer than a millisecond is cut off before it is stored, and never rounded', () => {
  expect(storedInstant('2026-11-22T15:04:05.999999999Z')).toBe('2026-11-22T15:04:05.999Z');
  expect(storedInstant('2026-11-22T10:04:05.0005-05:00')).toBe('2026-11-22T15:04:05.000Z');
  expect(storedInstant('2026-11-22T15:04:05.123Z')).toBe('2026-11-22T15:04:05.123Z');
  for (const nonsense of ['2026-11-22T15:04:05.123Z', '2026-13-22T15:04:05.000000Z', 'x', null])
    expect(isExactInstant(nonsense)).toBe(false);
});
