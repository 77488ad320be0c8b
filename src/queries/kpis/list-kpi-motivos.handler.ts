import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { FilaKpiMotivo, ListaKpiMotivos } from '../../modules/kpis/kpi.dto.js';
import { KpiLister } from '../../modules/kpis/kpi-lister.js';
import { type GroupRow, toDesglose } from '../../modules/kpis/kpi-rows.js';
import { ownerFor } from '../../platform/access/owner.js';
import { ListKpiMotivosQuery } from './list-kpi-motivos.query.js';

@QueryHandler(ListKpiMotivosQuery)
export class ListKpiMotivosHandler implements IQueryHandler<ListKpiMotivosQuery> {
  constructor(private readonly lister: KpiLister) {}

  execute(query: ListKpiMotivosQuery): Promise<ListaKpiMotivos> {
    return this.lister.list(
      { clase: 'motivo', sums: { trazas: 'coalesce(sum(cuenta), 0)::float8' } },
      query.input,
      ({ clave, trazas, ...row }: GroupRow & { trazas: number }): FilaKpiMotivo => ({
        ...toDesglose(row),
        ...(clave !== undefined && { motivo: clave as FilaKpiMotivo['motivo'] }),
        trazas,
      }),
      { actor: query.context.actor, owner: ownerFor(query) },
    );
  }
}
