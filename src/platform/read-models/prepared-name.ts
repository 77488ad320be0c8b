/** Statements that may be prepared: each takes some 0.3 MB in every session that has run it. */
const MOST = 64;
/** How often a text has to come before it is one of them. */
const OFTEN = 3;
/** Texts that are counted; more of them are forgotten and counted anew. */
const MOST_COUNTED = 1_000;

const names = new Map<string, string>();
const counts = new Map<string, number>();

/**
 * A name under which a statement is prepared, the same one every time; undefined while it is seldom, and when there are
 * enough of them. It is for texts that come again and again but are too many to be known beforehand.
 */
export function preparedName(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST) return known;
  const count = (counts.get(text) ?? 0) + 1;
  if (count < OFTEN) {
    if (counts.size >= MOST_COUNTED) counts.clear();
    counts.set(text, count);
    return undefined;
  }
  counts.delete(text);
  const name = `lista-${names.size}`;
  names.set(text, name);
  return name;
}
