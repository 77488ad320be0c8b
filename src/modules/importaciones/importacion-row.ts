import { belongsTo } from './importacion-owner.js';
import type { Importacion } from './importacion.dto.js';

/** A row of `SELECT_IMPORTACIONES`. */
export type ImportacionRow = Pick<
  Importacion,
  'id' | 'tipo' | 'estado' | 'lineas' | 'creadaEn' | 'aceptadas' | 'rechazadas' | 'terminadaEn'
>;

// One that is still arriving does not exist yet.
const ROWS = `
  SELECT i.id, i.tipo, i.lineas, i.creada_en AS "creadaEn", l.aceptadas, l.rechazadas, l.terminada_en AS "terminadaEn",
    CASE WHEN l.terminada_en IS NOT NULL THEN 'completada' WHEN l.aceptadas + l.rechazadas > 0 THEN 'en_curso'
      ELSE 'en_cola' END AS estado
  FROM importaciones i CROSS JOIN LATERAL (
    SELECT sum(aceptadas) AS aceptadas, sum(rechazadas) AS rechazadas,
      CASE WHEN bool_and(terminado_en IS NOT NULL) THEN max(terminado_en) END AS terminada_en
    FROM importacion_lotes WHERE importacion_id = i.id
    HAVING count(*) > 0
  ) l
  WHERE i.recibida_en IS NOT NULL`;

/** One. $1: its id; $2, $3: whose, as `belongsTo` says. */
export const SELECT_IMPORTACION = `${ROWS} AND i.id = $1 AND ${belongsTo(2)}`;

// Whether a file has lotes that are not done: the index of these is small.
const OPEN = 'i.id IN (SELECT importacion_id FROM importacion_lotes WHERE terminado_en IS NULL)';

/**
 * The newest. $1: estado, $2: tipo, each null for any; $3: only what comes after this id, or null; $4: rows at most; $5, $6: whose,
 * as `belongsTo` says. An id is a UUIDv7.
 */
export const SELECT_IMPORTACIONES = `
  SELECT * FROM (
    ${ROWS} AND ($1::text IS NULL OR ($1 <> 'completada') = (${OPEN})) AND ($2::text IS NULL OR i.tipo = $2)
      AND ($3::uuid IS NULL OR i.id < $3) AND ${belongsTo(5)}
  ) f
  WHERE $1::text IS NULL OR estado = $1
  ORDER BY id DESC
  LIMIT $4`;

/** An importación as the API answers it. */
export function toImportacion({ creadaEn, terminadaEn, ...row }: ImportacionRow): Importacion {
  return {
    ...row,
    progreso: { hecho: row.aceptadas + row.rechazadas, total: row.lineas },
    creadaEn,
    terminadaEn,
    errores: `/v1/importaciones/${row.id}/errores`,
    resultados: `/v1/importaciones/${row.id}/resultados`,
  };
}
