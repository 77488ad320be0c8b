/** SQL of whether a producto `p` is sold at an instant: it is available, and it is its season. */
export const onSaleSql = (instant: string) =>
  `(p.disponible AND coalesce(p.temporada_desde <= ${instant}, true) AND coalesce(p.temporada_hasta > ${instant}, true))`;
