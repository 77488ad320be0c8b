/** Canonical estados of an envío, in the order of its life. */
export const ESTADOS = [
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
] as const;

export type Estado = (typeof ESTADOS)[number];

/** Estados that stand against later stray trazas. */
export const ESTADOS_TERMINALES: readonly Estado[] = [
  'entregado',
  'devuelto',
  'extraviado',
  'siniestrado',
  'cancelado',
];

/** Those that an envío may still move on from. */
export const ESTADOS_ABIERTOS: readonly Estado[] = ESTADOS.filter(
  (estado) => !ESTADOS_TERMINALES.includes(estado),
);
