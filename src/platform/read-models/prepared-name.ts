import { LRUCache } from 'lru-cache';

/** Statements that may be prepared at a time. */
const MOST = 64;
/**
 * And their characters: 1,000 take some 0.1 MB in every session that has run them (a list over two months 0.26 MB, keys over
 * 36 months 1.6 MB, by `pg_log_backend_memory_contexts`).
 */
const MOST_CHARACTERS = 250_000;
/** How often a text has to come before it is one of them. */
const OFTEN = 3;
/** Texts that are counted; of more, those that came longest ago are forgotten. */
const MOST_COUNTED = 1_000;
/**
 * Milliseconds after which one that nobody asked for gives its place to another: months pass, and lists with them. What sessions
 * hold of it goes with them, as no session lives for ever.
 */
const IDLE_MS = 3_600_000;

/** By text, the one that was asked for longest ago first. */
const names = new Map<string, { name: string; at: number }>();
const counts = new LRUCache<string, number>({ max: MOST_COUNTED });
let characters = 0;
let given = 0;

/**
 * A name under which a statement is prepared, the same one every time; undefined while it is seldom, and when there are
 * enough of them. It is for texts that come again and again but are too many to be known beforehand.
 *
 * @param now - Milliseconds of a clock that does not go back.
 */
export function preparedName(text: string, now = performance.now()): string | undefined {
  const known = names.get(text);
  if (known) {
    names.delete(text);
    names.set(text, { name: known.name, at: now });
    return known.name;
  }
  const count = (counts.get(text) ?? 0) + 1;
  if (count < OFTEN || !makePlace(text, now)) {
    counts.set(text, count);
    return undefined;
  }
  counts.delete(text);
  const name = `lista-${(given += 1)}`;
  names.set(text, { name, at: now });
  characters += text.length;
  return name;
}

function makePlace(text: string, now: number): boolean {
  const fits = () => names.size < MOST && characters + text.length <= MOST_CHARACTERS;
  for (const [oldest, { at }] of names) {
    if (fits() || now - at <= IDLE_MS) break;
    names.delete(oldest);
    characters -= oldest.length;
  }
  return fits();
}
