import type { Violation } from './field-rule.js';

/** How deep objects and lists of a body may stand in each other, and how many fields one object may have. */
export const MAX_DEPTH = 32;
export const MAX_KEYS = 1_000;

const TOO_DEEP: Violation = { code: 'demasiado-profundo', params: { max: MAX_DEPTH } };
const TOO_MANY_KEYS: Violation = { code: 'demasiados-campos', params: { max: MAX_KEYS } };

const [QUOTE, BACKSLASH, COLON, OPEN, CLOSE] = [0x22, 0x5c, 0x3a, 0x5b, 0x5d];
/** A brace is the bracket of the same side with this bit. */
const BRACE = 0x20;

/** Fields seen of the object that is open at each depth. */
const seen = new Int32Array(MAX_DEPTH + 1);

/**
 * What is too much about a JSON text, seen before anything is made of it: one pass, without recursion. Whether it is JSON at
 * all is for the parser to say.
 */
export function boundsOfText(text: string): Violation | undefined {
  let depth = 0;
  seen[0] = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) {
      at = endOfString(text, at);
    } else if (character === COLON) {
      seen[depth] = (seen[depth] as number) + 1;
      if ((seen[depth] as number) > MAX_KEYS) return TOO_MANY_KEYS;
    } else if ((character & ~BRACE) === OPEN) {
      if (depth === MAX_DEPTH) return TOO_DEEP;
      depth += 1;
      seen[depth] = 0;
    } else if ((character & ~BRACE) === CLOSE && depth > 0) {
      depth -= 1;
    }
  }
  return undefined;
}

/** Where the string that begins here ends; the end of the text if it does not. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((at - before) % 2 === 1) return at;
  }
  return text.length;
}

// A lone surrogate or a null character is valid JSON, and neither text nor jsonb of PostgreSQL can hold it.
export const STORABLE = '^[^\\u0000\\ud800-\\udfff]*$';
const storable = new RegExp(STORABLE, 'u');

/** The same, of a text with at least one character that is not white space. */
export const STORABLE_WORDS = '^\\s*[^\\s\\u0000\\ud800-\\udfff][^\\u0000\\ud800-\\udfff]*$';

/** Whether PostgreSQL can store this text. */
export const isStorable = (text: string): boolean => storable.test(text);

/** What is wrong with a value of the caller's own that is kept as it is. Without recursion: it may be of any depth. */
export function boundsOfValue(value: unknown): Violation | undefined {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    const inner: unknown[] = [];
    for (const each of level) {
      if (typeof each === 'string' && !isStorable(each)) return { code: 'caracteres' };
      if (typeof each !== 'object' || each === null) continue;
      if (depth === MAX_DEPTH) return TOO_DEEP;
      const fault = Array.isArray(each) ? undefined : faultOfKeys(Object.keys(each));
      if (fault) return fault;
      for (const one of Object.values(each)) inner.push(one);
    }
    level = inner;
  }
  return undefined;
}

function faultOfKeys(keys: readonly string[]): Violation | undefined {
  if (keys.length > MAX_KEYS) return TOO_MANY_KEYS;
  return keys.every(isStorable) ? undefined : { code: 'caracteres' };
}
