import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { ListaKpiMotivos } from '../../modules/kpis/kpi.dto.js';
import { KpiFilterInput, SeveralOf } from './kpi-filter.dto.js';

const POR = ['motivo', 'dia', 'transportista', 'cliente', 'region'] as const;

/** Which motivos. */
export class KpiMotivosInput extends KpiFilterInput {
  /** One row for each of these. Several: repeated, or with commas between them. */
  @SeveralOf(POR)
  por: (typeof POR)[number][] = ['motivo'];
}

/** Why trazas of these days happened. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'], narrow: 'propios' })
export class ListKpiMotivosQuery extends Query<ListaKpiMotivos> {
  constructor(
    readonly input: KpiMotivosInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
