import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { ListaKpiDiario } from '../../modules/kpis/kpi.dto.js';
import { KpiLister } from '../../modules/kpis/kpi-lister.js';
import {
  ACTIVITY_SUMS,
  type ActivityRow,
  type GroupRow,
  toActividad,
  toDesglose,
} from '../../modules/kpis/kpi-rows.js';
import { ownerFor } from '../../platform/access/owner.js';
import { ListKpiDiarioQuery } from './list-kpi-diario.query.js';

@QueryHandler(ListKpiDiarioQuery)
export class ListKpiDiarioHandler implements IQueryHandler<ListKpiDiarioQuery> {
  constructor(private readonly lister: KpiLister) {}

  execute(query: ListKpiDiarioQuery): Promise<ListaKpiDiario> {
    return this.lister.list(
      { clase: 'diario', sums: ACTIVITY_SUMS },
      query.input,
      (row: GroupRow & ActivityRow) => ({ ...toDesglose(row), ...toActividad(row) }),
      { actor: query.context.actor, owner: ownerFor(query) },
    );
  }
}
