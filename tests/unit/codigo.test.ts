import fc from 'fast-check';
import {
  checkDigit,
  codigoOf,
  faultOfCodigo,
  normalizeCodigo,
} from '../../src/modules/codigos/domain/codigo.js';

const serial = fc.integer({ min: 0, max: 2_599_999_999 });

describe('tracking codes', () => {
  // 47312482 → 9 is the worked example of UPU S10-12; 12345678 → 5 is the one of our own conventions.
  it.each([
    ['47312482', 9],
    ['12345678', 5],
  ])('%s has the check digit %i', (digits, digit) => expect(checkDigit(digits)).toBe(digit));

  it('every code we make is valid, and no two are equal', () => {
    fc.assert(
      fc.property(fc.uniqueArray(serial, { maxLength: 50 }), (serials) => {
        const codes = serials.map((one) => codigoOf(one, 'PE'));
        expect(codes.map(faultOfCodigo)).toEqual(codes.map(() => undefined));
        expect(new Set(codes).size).toBe(serials.length);
      }),
    );
  });

  it('one mistyped digit is noticed', () => {
    fc.assert(
      fc.property(
        serial,
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (one, position, shift) => {
          const code = codigoOf(one, 'PE');
          const wrong = (Number(code[position]) + shift) % 10;
          const mistyped = code.slice(0, position) + wrong + code.slice(position + 1);
          // S10 maps two remainders to the digits 0 and 5, so that a few single faults go through: those only.
          const remainder = (text: string) =>
            [8, 6, 4, 2, 3, 5, 9, 7].reduce(
              (sum, weight, index) => sum + weight * Number(text[index + 2]),
              0,
            ) % 11;
          const collides = checkDigit(mistyped.slice(2, 10)) === Number(code[10]);
          if (collides)
            expect([0, 1, 6, 11]).toEqual(expect.arrayContaining([remainder(code), remainder(mistyped)]));
          else expect(faultOfCodigo(mistyped)).toBe('digito-de-control');
        },
      ),
    );
  });

  it('the second letter changes with each hundred million', () => {
    expect(codigoOf(99_999_999, 'PE').slice(0, 2)).toBe('TZ');
    expect(codigoOf(100_000_000, 'PE').slice(0, 2)).toBe('TA');
    expect(codigoOf(2_599_999_999, 'PE').slice(0, 2)).toBe('TY');
    expect(() => codigoOf(2_600_000_000, 'PE')).toThrow(RangeError);
  });

  it('is read as people write it', () => expect(normalizeCodigo('tz 123-456-785 pe')).toBe('TZ123456785PE'));
});
