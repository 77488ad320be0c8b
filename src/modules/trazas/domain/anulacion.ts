/** Why a traza is taken back: it did not happen, or it did and says something wrong. */
export const RAZONES_ANULACION = ['no_ocurrio', 'dato_incorrecto'] as const;

export type RazonAnulacion = (typeof RAZONES_ANULACION)[number];
