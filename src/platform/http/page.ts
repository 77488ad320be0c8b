/** One page of a list. */
export interface Page<T> {
  datos: T[];
  /** Cursor of the page after this one, or null if this is the last. */
  siguiente: string | null;
}
