/** JSON of a value, however deep it is: what is deeper than the stack of calls goes by a list of its own. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return deepText(value);
  }
}

/**
 * A value as it may be answered: what is inside of more than `levels` others is shown as its JSON text, so that whoever
 * writes or reads the answer needs no deep stack.
 */
export function shallow(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return jsonText(value);
  if (Array.isArray(value)) return value.map((inner) => shallow(inner, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shallow(inner, levels - 1)]));
}

/** Whether a value has more than so many levels of lists and objects inside each other. */
export function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function deepText(value: unknown): string {
  const text: string[] = [];
  const waiting: ({ text: string } | { value: unknown })[] = [{ value }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if ('text' in next) text.push(next.text);
    else if (typeof next.value !== 'object' || next.value === null)
      text.push(JSON.stringify(next.value) ?? 'null');
    else waiting.push(...partsOf(next.value));
  }
  return text.join('');
}

/** The pieces of a list or an object, the last one first. */
function partsOf(value: object): ({ text: string } | { value: unknown })[] {
  const isList = Array.isArray(value);
  const inner = Object.entries(value).flatMap(([key, part], index) => [
    { text: `${index > 0 ? ',' : ''}${isList ? '' : `${JSON.stringify(key)}:`}` },
    { value: part as unknown },
  ]);
  return [{ text: isList ? '[' : '{' }, ...inner, { text: isList ? ']' : '}' }].reverse();
}
