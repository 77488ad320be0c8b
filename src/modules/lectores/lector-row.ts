import type { Queryable } from '../../platform/database/pool.js';
import type { Lector } from './lector.dto.js';

// $1: a name, or null for all. A row that is not numbered yet is one that nobody has read.
const SELECT_LECTORES = `
  SELECT l.nombre, l.worker, l.avanzado_en AS "avanzadoEn", l.error,
    CASE WHEN l.perdido_hasta IS NULL THEN 'no' ELSE 'si' END AS perdio,
    greatest(f.ultima - l.posicion, 0) + f.sin_numero AS pendientes,
    coalesce(ceil(extract(epoch FROM now() - coalesce(
      (SELECT b.creado_en FROM bitacora b WHERE b.posicion > l.posicion ORDER BY b.posicion LIMIT 1), f.primera_sin_numero))), 0)
      ::integer AS "retrasoS",
    (SELECT count(*) FROM lector_apartados a WHERE a.lector = l.nombre AND a.estado IN ('apartado', 'por_repetir'))
      AS apartados
  FROM lectores l CROSS JOIN (
    SELECT coalesce((SELECT max(posicion) FROM bitacora), 0) AS ultima,
      count(*) AS sin_numero, min(creado_en) AS primera_sin_numero
    FROM bitacora WHERE posicion IS NULL
  ) f
  WHERE $1::text IS NULL OR l.nombre = $1
  ORDER BY l.nombre`;

/** How readers are doing: all of them, or the one of this name. */
export async function readLectores(db: Queryable, name: string | null = null): Promise<Lector[]> {
  const { rows } = await db.query<Lector>(SELECT_LECTORES, [name]);
  return rows;
}
