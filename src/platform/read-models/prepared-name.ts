/** Statements that may be prepared: each takes some 0.3 MB in every session that has run it. */
const MOST = 64;

const names = new Map<string, string>();

/**
 * A name under which a statement is prepared, the same one every time; undefined when there are enough of them. It is for
 * texts that come again and again but are too many to be known beforehand.
 */
export function preparedName(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST) return known;
  const name = `lista-${names.size}`;
  names.set(text, name);
  return name;
}
