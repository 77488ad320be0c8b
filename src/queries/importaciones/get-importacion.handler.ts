import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Importacion } from '../../modules/importaciones/importacion.dto.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetImportacionQuery } from './get-importacion.query.js';

// $1: the importación. One that is still arriving does not exist yet.
const SELECT = `
  SELECT i.id, i.tipo, i.lineas, i.creada_en AS "creadaEn", sum(l.aceptadas) AS aceptadas, sum(l.rechazadas) AS rechazadas,
    CASE WHEN bool_and(l.terminado_en IS NOT NULL) THEN max(l.terminado_en) END AS "terminadaEn"
  FROM importaciones i JOIN importacion_lotes l ON l.importacion_id = i.id
  WHERE i.id = $1 AND i.recibida_en IS NOT NULL
  GROUP BY i.id`;

type Row = Pick<
  Importacion,
  'id' | 'tipo' | 'lineas' | 'creadaEn' | 'aceptadas' | 'rechazadas' | 'terminadaEn'
>;

@QueryHandler(GetImportacionQuery)
export class GetImportacionHandler implements IQueryHandler<GetImportacionQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ id }: GetImportacionQuery): Promise<Importacion> {
    const [row] = (await this.pool.query<Row>(SELECT, [id])).rows;
    if (!row) throw new DomainError('recurso-desconocido', { recurso: 'importación', id });
    const { terminadaEn, creadaEn, ...rest } = row;
    const done = row.aceptadas + row.rechazadas;
    return {
      ...rest,
      estado: terminadaEn ? 'completada' : done > 0 ? 'en_curso' : 'en_cola',
      progreso: { hecho: done, total: row.lineas },
      creadaEn,
      terminadaEn,
      errores: `/v1/importaciones/${id}/errores`,
      resultados: `/v1/importaciones/${id}/resultados`,
    };
  }
}
