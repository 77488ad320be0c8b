/**
 * Tracking codes in the form of UPU S10: two letters, eight digits, a check digit, a country (`TZ123456785PE`).
 *
 * The first letter is ours; the second tells one hundred million serial numbers from another, Z first, then A to Y.
 */
const FORM = /^[A-Z]{2}\d{9}[A-Z]{2}$/;

const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];
const SERIALS_PER_LETTER = 100_000_000;
const SECOND_LETTERS = 'ZABCDEFGHIJKLMNOPQRSTUVWXY';

/** Check digit of eight digits (UPU S10-12, annex: weighted sum modulo 11). */
export function checkDigit(serial: string): number {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(serial[index]), 0);
  const digit = 11 - (sum % 11);
  return digit === 10 ? 0 : digit === 11 ? 5 : digit;
}

/** What is wrong with a code, if anything. */
export function faultOfCodigo(codigo: string): 'codigo' | 'digito-de-control' | undefined {
  if (!FORM.test(codigo)) return 'codigo';
  return checkDigit(codigo.slice(2, 10)) === Number(codigo[10]) ? undefined : 'digito-de-control';
}

/** The code as people write it, brought to the form it is stored in: no spaces or dashes, capital letters. */
export function normalizeCodigo(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

/** How many serial numbers there are. */
export const SERIALS = SERIALS_PER_LETTER * SECOND_LETTERS.length;

/**
 * The code of a serial number.
 *
 * @param serial - From 0 to 2,599,999,999.
 * @param country - ISO 3166-1 alpha-2.
 */
export function codigoOf(serial: number, country: string): string {
  const letter = SECOND_LETTERS[Math.floor(serial / SERIALS_PER_LETTER)];
  if (!letter) throw new RangeError(`serial ${serial} is beyond the last code`);
  const digits = String(serial % SERIALS_PER_LETTER).padStart(8, '0');
  return `T${letter}${digits}${checkDigit(digits)}${country}`;
}

/** The serial number of a code, whatever its country; undefined for a code that is none of ours. */
export function serialOf(codigo: string): number | undefined {
  const letter = SECOND_LETTERS.indexOf(codigo[1] ?? '');
  if (faultOfCodigo(codigo) || codigo[0] !== 'T' || letter < 0) return undefined;
  return letter * SERIALS_PER_LETTER + Number(codigo.slice(2, 10));
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/**
 * Codes that somebody may have meant who wrote this: those of which one letter or digit is wrong, missing, too many, or
 * swapped with the next; this one itself not among them. None for a text that is nowhere near the form of a code.
 */
export function nearCodigos(text: string): string[] {
  if (!/^[A-Z0-9]{12,14}$/.test(text) || !/(\d.*){7}/.test(text)) return [];
  const near = Array.from(text).flatMap((_, at) => {
    const [before, rest] = [text.slice(0, at), text.slice(at)];
    return [
      before + rest.slice(1),
      before + rest.slice(1, 2) + rest.slice(0, 1) + rest.slice(2),
      ...Array.from(LETTERS, (letter) => before + letter + rest.slice(1)),
      ...Array.from(LETTERS, (letter) => before + letter + rest),
    ];
  });
  near.push(...Array.from(LETTERS, (letter) => text + letter));
  return [...new Set(near)].filter((codigo) => codigo !== text && !faultOfCodigo(codigo));
}
