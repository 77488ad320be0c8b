import { InvalidArgumentError, Option } from 'commander';
import { say } from '../words.mjs';

/** `-p nombre=valor`: JSON where it is some, text otherwise. */
export function parametersOption() {
  return new Option('-p, --parametro <nombre=valor>', 'un parámetro del trabajo; se puede repetir').argParser(
    (/** @type {string} */ text, /** @type {Record<string, unknown> | undefined} */ before) => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
      if (!name) throw new InvalidArgumentError('Debe tener la forma nombre=valor.');
      return { ...before, [name]: valueOf(value ?? '') };
    },
  );
}

/** @param {string} text */
function valueOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const UNITS = /** @type {const} */ ({ s: 'S', m: 'M', h: 'H' });

/**
 * A time as it is typed, `10m`, which the API is given as ISO 8601, `PT10M`; that is taken too.
 *
 * @param {string} flags
 * @param {string} description
 * @param {string} fallback what it is when it is left out, as typed
 */
export function durationOption(flags, description, fallback) {
  return new Option(flags, description).argParser(durationOf).default(durationOf(fallback), fallback);
}

/** @param {string} text */
function durationOf(text) {
  const [, count, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  if (unit) return `PT${count}${UNITS[/** @type {keyof typeof UNITS} */ (unit)]}`;
  if (/^P[\dDTHMS]+$/.test(text)) return text;
  throw new InvalidArgumentError(say('Debe ser un tiempo como 30s, 10m o 2h.'));
}
