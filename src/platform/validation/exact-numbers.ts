import { boundsOfText } from './json-bounds.js';

/**
 * A number in a body that a double cannot hold as it was written (RFC 7493, 2.2): parsed, it would be another one. Only what
 * somebody keeps as it is must be exact (`datos`); a latitude of twenty digits may be rounded.
 */
class Inexact {
  constructor(readonly rounded: number) {}
}

/** Whether a body may have such a number at all: of so many digits, or with an exponent that is large. */
const SUSPICIOUS = /\d[\d.]{15}|\d[eE][+-]?\d{2}/;

/** Field whose value is kept as it was sent. */
const KEPT = 'datos';

/** No double is written with more characters than this, but for zeros that say nothing. */
const LONGEST = 400;

/** Significant digits that every double keeps. */
const DIGITS = 17;

type Revive = (key: string, value: unknown, context: { source?: string }) => unknown;
const parseWith = JSON.parse as (text: string, revive: Revive) => unknown;

/**
 * What `JSON.parse` made of a text; numbers inside of what is kept that a double cannot hold are NaN there.
 *
 * @param whole - Whether all of it is kept; only `datos` if left out.
 */
export function withInexactMarked(text: string, parsed: unknown, whole = false): unknown {
  if (!SUSPICIOUS.test(text) || !(whole || text.includes(`"${KEPT}"`))) return parsed;
  // What is nested too deep is refused anyway, and reviving it would take a stack as deep.
  if (boundsOfText(text)) return parsed;
  return unmark(
    parseWith(text, (_, value, { source }) =>
      typeof value === 'number' && source && !isExact(source, value) ? new Inexact(value) : value,
    ),
    whole,
  );
}

/** Whether a value has a number that was marked. Depth is bounded before. */
export function hasInexact(value: unknown): boolean {
  return inexactIn(value) !== undefined;
}

/** Where the first such number stands, as a JSON pointer inside of the value; undefined if there is none. */
export function inexactIn(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const within = inexactIn(inner);
    if (within !== undefined) return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}${within}`;
  }
  return undefined;
}

function isExact(source: string, value: number): boolean {
  if (!Number.isFinite(value) || source.length > LONGEST) return false;
  const [mantissa = ''] = source.split(/[eE]/);
  if (/^-?\d+$/.test(source)) return BigInt(source) === BigInt(value);
  const digits = significant(mantissa.replace(/^-?0*\.?0*|\./g, ''));
  return digits <= DIGITS && (value !== 0 || digits === 0);
}

/** How many digits there are without the zeros at the end. */
function significant(digits: string): number {
  let length = digits.length;
  while (length > 0 && digits[length - 1] === '0') length -= 1;
  return length;
}

/** Puts numbers in the place of the marks: NaN inside of what is kept, rounded ones elsewhere. */
function unmark(root: unknown, whole: boolean): unknown {
  if (root instanceof Inexact) return whole ? NaN : root.rounded;
  const open: [container: unknown, kept: boolean][] = [[root, whole]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [container, kept] = next;
    if (typeof container !== 'object' || container === null) continue;
    for (const [key, inner] of Object.entries(container)) {
      const inside = kept || key === KEPT;
      if (inner instanceof Inexact)
        (container as Record<string, unknown>)[key] = inside ? NaN : inner.rounded;
      else if (typeof inner === 'object' && inner !== null) open.push([inner, inside]);
    }
  }
  return root;
}
