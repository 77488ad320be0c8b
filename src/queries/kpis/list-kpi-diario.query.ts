import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { ListaKpiDiario } from '../../modules/kpis/kpi.dto.js';
import { KpiFilterInput, SeveralOf } from './kpi-filter.dto.js';

const POR = ['dia', 'transportista', 'cliente', 'region'] as const;

/** Which daily figures. */
export class KpiDiarioInput extends KpiFilterInput {
  /** One row for each of these. Several: repeated, or with commas between them. */
  @SeveralOf(POR)
  por: (typeof POR)[number][] = ['dia'];
}

/** What was created, delivered, tried and in time. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'], narrow: 'propios' })
export class ListKpiDiarioQuery extends Query<ListaKpiDiario> {
  constructor(
    readonly input: KpiDiarioInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
