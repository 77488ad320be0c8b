import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { ListaPeriodos, ModeloDelPeriodo, Periodo } from '../../modules/periodos/periodo.dto.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { type ReadModel, readModels } from '../../platform/read-models/read-model.js';
import { ListPeriodosQuery } from './list-periodos.query.js';

// What a manifest says of an export.
const ARCHIVED = `jsonb_build_object('generacion', p.archivada,
             'envios', p.manifiesto #> '{tablas,envios,filas}', 'trazas', p.manifiesto #> '{tablas,trazas,filas}',
             'bytes', (SELECT sum((t.value ->> 'bytes')::bigint) FROM jsonb_each(p.manifiesto -> 'tablas') t))`;

/** One row a month and read model; the names of the models are our own. A base that is gone has no size. */
const selectModel = ({ name }: ReadModel) => `
    SELECT p.mes::text, p.estado::text, p.abierto_en, p.caliente, p.problema,
           CASE WHEN p.archivada IS NOT NULL THEN ${ARCHIVED} END AS archivo, '${name}' AS nombre, coalesce(d.filas, 0) AS filas_delta,
           CASE WHEN d.filas > 0 THEN r.pendiente_desde END AS pendiente_desde,
           CASE WHEN d.filas > 0 THEN extract(epoch FROM now() - r.pendiente_desde)::float8 END AS pendiente_s,
           coalesce(r.filas, 0) AS filas, r.plegadas, r.ms, r.refrescado_en,
           coalesce(pg_total_relation_size(to_regclass('vm_${name}_' || to_char(p.mes, 'YYYY_MM'))), 0) AS bytes
    FROM periodos p
    LEFT JOIN (SELECT mes, count(*) AS filas FROM delta_${name} GROUP BY mes) d USING (mes)
    LEFT JOIN refrescos r ON r.modelo = '${name}' AND r.mes = p.mes`;

interface Row {
  mes: string;
  estado: string;
  abierto_en: string;
  caliente: boolean;
  archivo: Periodo['archivo'];
  problema: Periodo['problema'];
  nombre: string;
  filas_delta: number;
  pendiente_desde: string | null;
  pendiente_s: number | null;
  filas: number;
  plegadas: number | null;
  ms: number | null;
  refrescado_en: string | null;
  bytes: number;
}

@QueryHandler(ListPeriodosQuery)
export class ListPeriodosHandler implements IQueryHandler<ListPeriodosQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  async execute(): Promise<ListaPeriodos> {
    const { rows } = await this.pool.query<Row>(
      `${readModels.all().map(selectModel).join(' UNION ALL ')} ORDER BY mes DESC, nombre`,
    );
    const byMonth = Map.groupBy(rows, ({ mes }) => mes);
    return { datos: [...byMonth.values()].map(toPeriodo), siguiente: null };
  }
}

function toPeriodo(rows: Row[]): Periodo {
  const { mes, estado, abierto_en, caliente, archivo, problema } = rows[0] as Row;
  return { mes, estado, abiertoEn: abierto_en, caliente, archivo, problema, modelos: rows.map(toModelo) };
}

function toModelo(row: Row): ModeloDelPeriodo {
  const refreshed = row.refrescado_en !== null;
  return {
    nombre: row.nombre,
    sucio: row.filas_delta > 0,
    filasDelta: row.filas_delta,
    pendienteDesde: row.pendiente_desde,
    pendienteS: row.pendiente_s === null ? null : Math.round(row.pendiente_s * 1_000) / 1_000,
    filasBase: row.filas,
    bytesBase: row.bytes,
    refrescadoEn: row.refrescado_en,
    refrescoMs: refreshed ? row.ms : null,
    filasPlegadas: refreshed ? row.plegadas : null,
  };
}
