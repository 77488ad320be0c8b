/** Why an event was rejected after it had been acknowledged. */
export const RAZONES_RECHAZO = ['dato-imposible', 'envio-desconocido'] as const;

export type RazonRechazo = (typeof RAZONES_RECHAZO)[number];

/** What became of one event, by the letter that it is stored as. */
export const RESULTADOS = { a: 'aplicada', d: 'duplicada', r: 'rechazada', p: 'pendiente' } as const;

export type LetraResultado = keyof typeof RESULTADOS;

/** Stands in a receipt for an event that no lane has decided yet. */
export const UNDECIDED = '?';

/** What became of one event, and why. */
export interface Verdict {
  letra: LetraResultado;
  razon?: RazonRechazo;
  /** What the database said of it. */
  detalle?: string;
}
