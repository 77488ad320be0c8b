/** What was done about a dead letter. */
export const ESTADOS_RECHAZO = ['abierto', 'reprocesado', 'descartado'] as const;

export type EstadoRechazo = (typeof ESTADOS_RECHAZO)[number];
