/** What people read. */
import { stripVTControlCharacters, styleText } from 'node:util';
import { say, spoken } from './words.mjs';

/** @typedef {'bold' | 'dim' | 'red' | 'green' | 'yellow'} Style */

/** @type {Record<string, Style>} */
const COLORS = {
  completada: 'green',
  entregado: 'green',
  reprocesado: 'green',
  fallida: 'red',
  abierto: 'yellow',
  cancelada: 'yellow',
  en_curso: 'yellow',
};

const UNITS = /** @type {const} */ ([
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]);

/**
 * @param {string} text
 * @param {Style} style
 */
export function paint(text, style) {
  // Without colours where standard output is no terminal, or NO_COLOR says so.
  return styleText(style, text, { stream: process.stdout });
}

/** @param {string | null | undefined} estado */
export function estado(estado) {
  const color = estado && COLORS[estado];
  return color ? paint(estado, color) : (estado ?? '-');
}

/**
 * A table with the columns that were asked for, each as wide as its widest cell.
 *
 * @template Row
 * @param {readonly Row[]} rows
 * @param {Record<string, (row: Row) => unknown>} columns title to cell
 */
export function table(rows, columns) {
  if (rows.length === 0) return say('Nada.');
  const cells = rows.map((row) => Object.values(columns).map((cell) => textOf(cell(row))));
  const titles = Object.keys(columns).map(say);
  const widths = titles.map((title, index) =>
    Math.max(...[title, ...cells.map((line) => line[index] ?? '')].map(widthOf)),
  );
  const write = (/** @type {string[]} */ line) =>
    line
      .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd();
  return [paint(write(titles), 'bold'), ...cells.map(write)].join('\n');
}

/**
 * Names and values, one a line.
 *
 * @param {Record<string, unknown>} values what is null or undefined is left out
 */
export function sheet(values) {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  const width = Math.max(...given.map(([name]) => widthOf(say(name))));
  return given
    .map(([name, value]) => `${paint(say(name).padEnd(width), 'dim')}  ${textOf(value)}`)
    .join('\n');
}

/** @param {unknown} value */
function textOf(value) {
  if (value === null || value === undefined) return '-';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** @param {string} text */
function widthOf(text) {
  return [...stripVTControlCharacters(text).normalize('NFC')].length;
}

/**
 * How long ago, or how soon: `hace 3 min`, `dentro de 12 s`.
 *
 * @param {string | null | undefined} instant
 */
export function ago(instant) {
  if (!instant) return '-';
  const seconds = Math.round((Date.parse(instant) - Date.now()) / 1_000);
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  const format = new Intl.RelativeTimeFormat(spoken(), { style: 'short', numeric: 'always' });
  return format.format(Math.trunc(seconds / size), unit);
}

/** @param {number | null | undefined} seconds */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return '-';
  const whole = Math.round(seconds);
  const parts = UNITS.map(([unit, size], index) => {
    const above = UNITS[index - 1]?.[1] ?? Infinity;
    return [Math.floor((whole % above) / size), unit[0]];
  });
  const shown = parts.filter(([amount]) => amount !== 0).slice(0, 2);
  return shown.length > 0 ? shown.map((part) => part.join('')).join(' ') : seconds > 0 ? '<1s' : '0s';
}

/** @param {unknown} value */
export function printJson(value) {
  process.stdout.write(`${JSON.stringify(value, null, process.stdout.isTTY ? 2 : 0)}\n`);
}

/** @param {string} text */
export function print(text) {
  process.stdout.write(`${text}\n`);
}

/** @param {string} text */
export function note(text) {
  process.stderr.write(`${say(text)}\n`);
}
