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
