import { v7 } from 'uuid';

/**
 * A new UUIDv7 (RFC 9562) whose time is the given instant, so that it falls into that instant's month.
 *
 * @param instant - Defaults to now.
 */
export function uuidV7(instant?: Date): string {
  return instant ? v7({ msecs: instant.getTime() }) : v7();
}

/** The instant inside a UUIDv7. */
export function instantOf(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}
