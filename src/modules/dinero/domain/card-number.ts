/** Digits that may stand in groups. No other digit stands right before or behind. */
const DIGITS = /(?<![0-9])[0-9](?:[ -]?[0-9]){12,18}(?![0-9])/g;

/** How numbers of cards begin: Visa, Mastercard, American Express, Diners, Discover, JCB, UnionPay. */
const PREFIX = /^(?:4|5[1-5]|2[2-7]|3[4-9]|6[0-9])/;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const weighed = at % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

/** Whether a text has something in it that is the number of a card. */
export function hasCardNumber(text: string): boolean {
  return [...text.matchAll(DIGITS)].some(([found]) => {
    const digits = found.replace(/[ -]/g, '');
    return PREFIX.test(digits) && passesLuhn(digits);
  });
}

/** JSON pointers to every text in a value that has the number of a card in it. */
export function cardNumbersIn(value: unknown, base = '#'): string[] {
  if (typeof value === 'string') return !UUID.test(value) && hasCardNumber(value) ? [base] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => cardNumbersIn(inner, `${base}/${key}`));
}
