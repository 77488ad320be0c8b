/** Why an event was rejected after it had been acknowledged. */
export const RAZONES_RECHAZO = ['dato-imposible', 'envio-desconocido', 'captura-anulada'] as const;

export type RazonRechazo = (typeof RAZONES_RECHAZO)[number];

/** What became of one event, by the letter that it is stored as. */
export const RESULTADOS = {
  a: 'aplicada',
  d: 'duplicada',
  // The event is stored already, and says something else there.
  c: 'duplicada',
  r: 'rechazada',
  p: 'pendiente',
} as const;

export type LetraResultado = keyof typeof RESULTADOS;

/** Characters of what the database said that are kept. */
const MAX_DETALLE = 1_000;

/** Stands in a receipt for an event that no lane has decided yet. */
export const UNDECIDED = '?';

/** What became of one event, and why. */
export interface Verdict {
  letra: LetraResultado;
  razon?: RazonRechazo;
  /** What the database said of it. */
  detalle?: string;
}

/** The verdict on an event whose envío will not come. */
export const UNKNOWN: Verdict = { letra: 'r', razon: 'envio-desconocido' };

/** The verdict on an event that could be stored, in a capture of which all is stored or nothing. */
export function annulled(culprit: number, { razon }: Verdict): Verdict {
  return { letra: 'r', razon: 'captura-anulada', detalle: `#/${culprit}: ${razon}` };
}

/** The verdict on an event that cannot be stored, whatever is tried. */
export function impossible(error: unknown): Verdict {
  const detalle = error instanceof Error ? error.message : String(error);
  return { letra: 'r', razon: 'dato-imposible', detalle: detalle.replaceAll('\0', '').slice(0, MAX_DETALLE) };
}
