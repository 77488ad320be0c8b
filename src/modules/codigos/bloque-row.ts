import type { Queryable } from '../../platform/database/pool.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Bloque, BloqueConCodigos } from './bloque.dto.js';
import type { BloquePlace, CodigoSeries } from './codigo-series.js';
import { findUsedCodes } from './envio-codes.js';

/** A row of `bloques_codigos`. */
export interface BloqueRow extends BloquePlace {
  id: string;
  solicitado_por: string;
  creado_en: string;
  vence_en: string | null;
}

/** Columns of a block, as every statement selects them. */
export const BLOQUE_COLUMNS = 'id, desde, cantidad, pais, solicitado_por, creado_en, vence_en';

const SELECT_ONE = `
  SELECT ${BLOQUE_COLUMNS}, coalesce(vence_en <= now(), false) AS vencido FROM bloques_codigos WHERE id = $1`;

/**
 * One block, with its codes and what is left of them.
 *
 * @throws {DomainError} `recurso-desconocido`
 */
export async function readBloque(db: Queryable, series: CodigoSeries, id: string): Promise<BloqueConCodigos> {
  const [row] = (await db.query<BloqueRow & { vencido: boolean }>(SELECT_ONE, [id])).rows;
  if (!row) throw new DomainError('recurso-desconocido', { recurso: 'bloque', id });
  const codigos = await series.codigosOf(db, row);
  const used = await findUsedCodes(db, codigos);
  const libres = row.vencido ? [] : codigos.filter((codigo) => !used.has(codigo));
  return { ...toBloque(row), codigos, usados: used.size, libres };
}

/** A row as lists show it. */
export function toBloque(row: BloqueRow): Bloque {
  return {
    id: row.id,
    cantidad: row.cantidad,
    solicitadoPor: row.solicitado_por,
    creadoEn: row.creado_en,
    expiraEn: row.vence_en,
  };
}
