import fc from 'fast-check';
import {
  boundsOfText,
  boundsOfValue,
  MAX_DEPTH,
  MAX_KEYS,
} from '../../src/platform/validation/json-bounds.js';
import { seedOf } from '../support/random.js';

const nest = (depth: number, open: string, close: string, core = '') =>
  open.repeat(depth) + core + close.repeat(depth);
const wide = (count: number) => `{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join()}}`;

test.each<[string, string, string | undefined]>([
  ['32 lists', nest(MAX_DEPTH, '[', ']'), undefined],
  ['33 lists', nest(MAX_DEPTH + 1, '[', ']'), 'demasiado-profundo'],
  ['32 objects', nest(MAX_DEPTH, '{"a":', '}', '1'), undefined],
  ['33 objects', nest(MAX_DEPTH + 1, '{"a":', '}', '1'), 'demasiado-profundo'],
  ['both by turns', nest(17, '[{"a":', '}]', '1'), 'demasiado-profundo'],
  ['half a million of lists', nest(500_000, '[', ']'), 'demasiado-profundo'],
  ['lists beside each other', `[${'[],'.repeat(100_000)}[]]`, undefined],
  ['brackets in a text', JSON.stringify({ a: '[{'.repeat(1_000) }), undefined],
  ['brackets behind quotes and backslashes', JSON.stringify({ a: '\\"[{\\\\'.repeat(1_000) }), undefined],
  ['brackets behind a text that ends in a backslash', `["\\\\",${nest(33, '[', ']')}]`, 'demasiado-profundo'],
  ['a thousand fields', wide(MAX_KEYS), undefined],
  ['one more', wide(MAX_KEYS + 1), 'demasiados-campos'],
  ['one more, behind others', `[${wide(MAX_KEYS)},{"a":${wide(MAX_KEYS + 1)}}]`, 'demasiados-campos'],
  ['a thousand fields twice', `[${wide(MAX_KEYS)},${wide(MAX_KEYS)}]`, undefined],
  ['colons in texts', JSON.stringify({ a: ':'.repeat(5_000) }), undefined],
])('findings 3 and 5: %s', (_, text, code) => {
  expect(boundsOfText(text)?.code).toBe(code);
  expect(boundsOfValue(JSON.parse(text))?.code).toBe(code);
});

test.each(['"', '"\\', '{"a', '}}}}', ']'.repeat(100), '"\\"', '\\'.repeat(100_000), ''])(
  'a text that is no JSON (%j) does no harm',
  (text) => expect(boundsOfText(text)).toBeUndefined(),
);

test('findings 3 and 5: the text and what it stands for have the same bounds', () => {
  const seed = seedOf();
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 40, noUnicodeString: false }),
      fc.integer({ min: 0, max: 40 }),
      (json, more) => {
        const text = nest(more, '{"a\\"[":[', ']}', json);
        const storable = boundsOfValue(JSON.parse(text));
        fc.pre(storable?.code !== 'caracteres');
        expect(boundsOfText(text)).toEqual(storable);
      },
    ),
    { seed, numRuns: 2_000 },
  );
});

test.each<[string, unknown]>([
  ['a null character', { a: ['\u0000'] }],
  ['a lone surrogate', [{ a: { b: '\ud800' } }]],
  ['a null character in a key', { 'a\u0000': 1 }],
])('%s cannot be stored', (_, value) => expect(boundsOfValue(value)?.code).toBe('caracteres'));
