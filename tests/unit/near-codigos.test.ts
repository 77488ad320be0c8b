import fc from 'fast-check';
import { codigoOf, nearCodigos } from '../../src/modules/envios/domain/codigo.js';
import { seedOf } from '../support/random.js';

const seed = seedOf();
const codigos = fc.nat(2_599_999_999).map((serial) => codigoOf(serial, 'PE'));
const position = fc.nat(12);
const letter = fc.constantFrom(...'ABCXYZ0123456789');

test.each([
  ['wrong', (codigo: string, at: number, by: string) => codigo.slice(0, at) + by + codigo.slice(at + 1)],
  ['missing', (codigo: string, at: number) => codigo.slice(0, at) + codigo.slice(at + 1)],
  ['too many', (codigo: string, at: number, by: string) => codigo.slice(0, at) + by + codigo.slice(at)],
  [
    'swapped with the next',
    (codigo: string, at: number) =>
      codigo.slice(0, at) + codigo.slice(at + 1, at + 2) + codigo.slice(at, at + 1) + codigo.slice(at + 2),
  ],
])('a code of which one letter is %s is near the code that was meant', (_, mistype) => {
  fc.assert(
    fc.property(codigos, position, letter, (codigo, at, by) => {
      const near = nearCodigos(mistype(codigo, at, by));
      // What is mistyped into another code cannot be told from it.
      expect(near.length === 0 || near.includes(codigo)).toBe(true);
      if (mistype(codigo, at, by).length !== codigo.length) expect(near).toContain(codigo);
    }),
    { seed },
  );
});

test('words and whole codes are near no code', () => {
  for (const text of ['', 'CAFEANDINOSUR', 'TZ000000005PE', '123456789', 'A'.repeat(100)])
    expect(nearCodigos(text)).toEqual([]);
});
