import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { ListaKpiTransito } from '../../modules/kpis/kpi.dto.js';
import { KpiFilterInput, SeveralOf } from './kpi-filter.dto.js';

const POR = ['carril', 'transportista', 'cliente', 'dia'] as const;

/** Which transit times. */
export class KpiTransitoInput extends KpiFilterInput {
  /** One row for each of these. Several: repeated, or with commas between them. `carril`: from region to region. */
  @SeveralOf(POR)
  por: (typeof POR)[number][] = ['carril', 'transportista'];
}

/** How long what was delivered in these days had been on its way. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'], narrow: 'propios' })
export class ListKpiTransitoQuery extends Query<ListaKpiTransito> {
  constructor(
    readonly input: KpiTransitoInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
