/** The first character that NFC may write otherwise, or put together with the one before it (UAX 15). */
const MAY_CHANGE = /[\u0300-\uffff]/;

/**
 * A text in Normalization Form C: an `ñ` is one character, whether it was typed as one or as `n` and a tilde. Whatever is no
 * text stays as it is.
 */
export function inNfc<T>(value: T): T | string {
  return typeof value === 'string' && MAY_CHANGE.test(value) ? value.normalize('NFC') : value;
}
