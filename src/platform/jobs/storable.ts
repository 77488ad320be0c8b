/** Text that PostgreSQL can store: without null characters and halves of surrogate pairs, and not longer than `max`. */
export function storableText(text: string, max: number): string {
  return text.replaceAll('\0', '').slice(0, max).toWellFormed();
}

/** JSON that jsonb of PostgreSQL can hold. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'string' ? inner.replaceAll('\0', '').toWellFormed() : inner,
  );
}
