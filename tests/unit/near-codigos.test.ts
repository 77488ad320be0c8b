import fc from 'fast-check';
import { codigoOf, nearCodigos } from '../../src/modules/codigos/domain/codigo.js';
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
      const text = mistype(codigo, at, by);
      expect(nearCodigos(text).includes(codigo)).toBe(text !== codigo);
    }),
    { seed },
  );
});

test('words and numbers are near no code', () => {
  for (const text of ['', 'CAFEANDINOSUR', '123456789', 'A'.repeat(100)])
    expect(nearCodigos(text)).toEqual([]);
});
