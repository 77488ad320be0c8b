/**
 * Whether a type of facts meets a pattern, in which `*` stands for any characters: `pe.trazo.objeto.*`. Linear in the length
 * of the type for each part of the pattern.
 */
export function meets(type: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return type === pattern;
  if (!type.startsWith(first)) return false;
  const last = rest.pop() as string;
  let at = first.length;
  for (const part of rest) {
    const found = type.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return type.length - last.length >= at && type.endsWith(last);
}

/** The same pattern for SQL's LIKE. */
export function likeOf(pattern: string): string {
  return pattern.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%');
}
