import fc from 'fast-check';
import { arrayOf } from '../../src/platform/database/binary-array.js';
import { sqlState } from '../../src/platform/database/sql-errors.js';
import { seedOf } from '../support/random.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ worker: false })));
afterAll(() => stack.close());

/** What PostgreSQL understands, as text. */
async function understood(type: string, parameter: unknown): Promise<(string | null)[]> {
  const { rows } = await stack.pool.query<{ value: string | null }>(
    `SELECT value::text FROM unnest($1::${type}[]) WITH ORDINALITY AS t (value, place) ORDER BY place`,
    [parameter],
  );
  return rows.map(({ value }) => value);
}

const anyCase = (text: string) => fc.mixedCase(fc.constant(text));
const VALUES: [type: string, value: fc.Arbitrary<string | number>][] = [
  ['uuid', fc.uuid().chain(anyCase)],
  ['bigint', fc.maxSafeInteger()],
  ['float8', fc.double({ noNaN: true, noDefaultInfinity: true })],
  [
    'timestamptz',
    fc
      .date({ min: new Date('1900-01-01'), max: new Date('2400-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
  ],
];

test.each(VALUES)('an array of %s means in binary what it means in text', async (type, value) => {
  const seed = seedOf();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(value, { freq: 4 }), { maxLength: 20 }), async (values) => {
      expect(await understood(type, arrayOf(type, values))).toEqual(await understood(type, values));
    }),
    { seed, numRuns: 200 },
  );
});

test.each([
  ['uuid', '0189f0aa-0000-7000-8000-00000000000'],
  ['uuid', '0189f0aa-0000-7000-8000-00000000000g'],
  ['uuid', '0189f0aa-0000-7000-8000-0000000000ñ0'],
  ['uuid', '0189f0aa+0000-7000-8000-000000000000'],
  ['bigint', 1.5],
  ['bigint', 'siete'],
  ['float8', 'doce'],
  ['timestamptz', '2026-02-30T10:00:00.000Z'],
  ['timestamptz', '2026-02-01T25:00:00.000Z'],
  ['timestamptz', 'ayer'],
])('%s %p is refused by PostgreSQL', async (type, value) => {
  const error: unknown = await understood(type, arrayOf(type, [value])).catch((reason: unknown) => reason);
  expect(sqlState(error)).toMatch(/^22/);
});

test.each([
  ['2026-11-22T10:00:00Z', '2026-11-22 10:00:00+00'],
  ['2026-11-22T10:00:00.1239Z', '2026-11-22 10:00:00.1239+00'],
  ['2026-11-22T10:00:00.123-05:00', '2026-11-22 15:00:00.123+00'],
])('the instant %s is read by PostgreSQL itself', async (value, expected) => {
  expect(await understood('timestamptz', arrayOf('timestamptz', [value]))).toEqual([expected]);
});
