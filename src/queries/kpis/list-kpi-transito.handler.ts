import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { FilaKpiTransito, ListaKpiTransito } from '../../modules/kpis/kpi.dto.js';
import { KpiLister } from '../../modules/kpis/kpi-lister.js';
import { type GroupRow, toDesglose } from '../../modules/kpis/kpi-rows.js';
import { ownerFor } from '../../platform/access/owner.js';
import { ListKpiTransitoQuery } from './list-kpi-transito.query.js';

/** How much wider each bucket of hours is than the one before; see `prisma/views/kpi_diario.sql`. */
const GROWTH = 1.05;

/** The middle of a bucket stands for all of it. */
const MAX_ERROR = 0.025;

interface TransitoRow extends GroupRow {
  entregados: number;
  p50: number;
  p90: number;
  p95: number;
}

@QueryHandler(ListKpiTransitoQuery)
export class ListKpiTransitoHandler implements IQueryHandler<ListKpiTransitoQuery> {
  constructor(private readonly lister: KpiLister) {}

  async execute(query: ListKpiTransitoQuery): Promise<ListaKpiTransito> {
    const list = await this.lister.list(
      {
        clase: 'transito',
        sums: { cuenta: 'coalesce(sum(cuenta), 0)::float8' },
        within: ['clave'],
        refine: percentiles,
      },
      query.input,
      (row: TransitoRow): FilaKpiTransito => ({
        ...toDesglose(row),
        ...(row.origen !== undefined && { carril: { origen: row.origen, destino: row.region ?? '' } }),
        entregados: row.entregados,
        p50H: hours(row.p50),
        p90H: hours(row.p90),
        p95H: hours(row.p95),
      }),
      { actor: query.context.actor, owner: ownerFor(query) },
    );
    return { ...list, errorMaximo: MAX_ERROR };
  }
}

/** From one row a bucket to one row a group: the first bucket at which that share of all has been counted. */
function percentiles(columns: readonly string[]): string {
  const list = columns.join(', ');
  const at = (share: number) => `min(cubeta) FILTER (WHERE hasta >= ${share} * total) AS p${share * 100}`;
  return `
    SELECT ${list}, total AS entregados, ${[0.5, 0.9, 0.95].map(at).join(', ')}
    FROM (SELECT ${list}, clave::integer AS cubeta,
                 sum(cuenta) OVER (PARTITION BY ${list} ORDER BY clave::integer) AS hasta,
                 sum(cuenta) OVER (PARTITION BY ${list}) AS total FROM grupos) a
    GROUP BY ${list}, total`;
}

const hours = (bucket: number) => Math.round(GROWTH ** (bucket + 0.5) * 100) / 100;
