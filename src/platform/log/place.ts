/** A place in the log: behind the fact with this number, inside the row with this position. */
export interface Place {
  posicion: number;
  orden: number;
}

/** First and last position that there are; 0 if there is none. */
export interface Extent {
  primera: number;
  ultima: number;
}

/** More facts than one row can hold. */
export const ALL = 1_000_000;

/** Behind everything in the row with this position. */
export const behind = (posicion: number): Place => ({ posicion, orden: ALL });

/** Negative when `a` comes before `b`, positive when it comes after it. */
export function comparePlaces(a: Place, b: Place): number {
  return a.posicion - b.posicion || a.orden - b.orden;
}

/** Whether everything that came behind a place is still kept. */
export function isKept({ posicion, orden }: Place, { primera }: Extent): boolean {
  return posicion >= primera || (posicion === primera - 1 && orden === ALL);
}
