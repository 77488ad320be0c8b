/** Longest text of an error that is kept. */
const MAX_ERROR = 2_000;

/** The part of an error that an operator needs to see: its message, cut so that a row can hold it. */
export function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replaceAll('\u0000', '').slice(0, MAX_ERROR);
}
