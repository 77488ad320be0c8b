/**
 * Why a traza is not believed: its time cannot be true (`reloj`), so that it moves nothing and counts in no figure; or it
 * makes no sense after what had happened before (`lugar`).
 */
export const ANOMALIAS = ['reloj', 'lugar'] as const;

export type Anomalia = (typeof ANOMALIAS)[number];
