/** What a traza can say happened. The first thirteen are the estados themselves; the order is the database's. */
export const TIPOS_TRAZA = [
  'registrado',
  'recogido',
  'en_transito',
  'en_reparto',
  'intento_fallido',
  'disponible_retiro',
  'retenido',
  'entregado',
  'en_devolucion',
  'devuelto',
  'extraviado',
  'siniestrado',
  'cancelado',
  'reapertura',
  'escaneo',
  'posicion',
  'nota',
  'estimacion',
] as const;

export type TipoTraza = (typeof TIPOS_TRAZA)[number];
