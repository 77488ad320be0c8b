/** The language that people read: Spanish as it stands in the code, English from these tables. */
import { ENGLISH, ENGLISH_PHRASES } from './english.mjs';

/** @type {readonly string[]} */
export const LANGUAGES = ['es', 'en'];

/** @type {'es' | 'en'} */
let language = 'es';

/** @param {'es' | 'en'} chosen */
export function speak(chosen) {
  language = chosen;
}

/** @returns {'es' | 'en'} */
export function spoken() {
  return language;
}

/**
 * What was typed, or the environment says, before anything else is understood: help is shown while it is.
 *
 * @param {readonly string[]} args
 * @param {string | undefined} variable
 * @returns {'es' | 'en'}
 */
export function languageAsked(args, variable) {
  const at = args.lastIndexOf('--idioma');
  const typed =
    at >= 0 ? args[at + 1] : args.findLast((arg) => arg.startsWith('--idioma='))?.slice('--idioma='.length);
  return (typed ?? variable) === 'en' ? 'en' : 'es';
}

/**
 * A text of ours in the language that is spoken: a whole one, or one with names in it.
 *
 * @param {string} text
 */
export function say(text) {
  if (language === 'es') return text;
  const whole = ENGLISH[text];
  if (whole !== undefined) return whole;
  return ENGLISH_PHRASES.reduce((said, [spanish, english]) => said.replace(spanish, english), text);
}

/**
 * Whichever of two texts is in the language that is spoken.
 *
 * @param {string} spanish
 * @param {string} english
 */
export function either(spanish, english) {
  return language === 'en' ? english : spanish;
}
