import { NIL } from 'uuid';
import { isUuid } from '../../platform/validation/fields.js';

/** What an event is found by. */
export interface EventKeys {
  /** All zeros where it has none that is a UUID. */
  idEvento: string;
  /** Empty where it has none that PostgreSQL can hold. */
  codigo: string;
}

/**
 * The keys of an event of a tanda. The door lets nothing in without them; but it may have been another door, and an event
 * that is in the queue has been acknowledged, whatever it looks like.
 */
export function keysOf(event: unknown): EventKeys {
  const { idEvento, codigo } = (event ?? {}) as { idEvento?: unknown; codigo?: unknown };
  return {
    idEvento: isUuid(idEvento) ? (idEvento as string) : NIL,
    codigo: typeof codigo === 'string' && !codigo.includes('\0') ? codigo : '',
  };
}

/** Whether an event has both of its keys. */
export function hasKeys(event: unknown): boolean {
  return keysOf(event).codigo !== '' && isUuid((event as { idEvento: unknown }).idEvento);
}
