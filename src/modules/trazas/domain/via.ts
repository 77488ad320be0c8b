/** The ways from the API to the workers. */
export const VIAS = ['suelta', 'masiva'] as const;

/** By which way a capture goes: a queue, a place in the lanes, and a door of its own. */
export type Via = (typeof VIAS)[number];

/** Most trazas of a capture that is `suelta`: a scan, or what a device has gathered in a dead spot. */
export const SUELTA_TRAZAS = 20;

/** Most bytes of its body. */
export const SUELTA_BYTES = 65_536;

/** What is known of a capture. */
export interface CapturaSize {
  /** Undefined while its body is not read. */
  trazas?: number;
  /** Length of its body; undefined if the client does not say it. */
  bytes?: number;
}

/**
 * The way of a capture. This is the one place where it is chosen.
 *
 * A capture whose body is not read, and which is not too long for it, is taken to be `suelta`.
 */
export function viaOf({ trazas = 1, bytes = 0 }: CapturaSize): Via {
  return trazas <= SUELTA_TRAZAS && bytes <= SUELTA_BYTES ? 'suelta' : 'masiva';
}

/** The queue of each way. `trazas` is the older one: what versions before have left in it goes with the masivas. */
export const QUEUE_OF = { suelta: 'trazas-sueltas', masiva: 'trazas' } as const satisfies Record<Via, string>;

/** The queues of captures. */
export const TRAZA_QUEUES = Object.values(QUEUE_OF);
