import { Query } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import type { KpiResumen } from '../../modules/kpis/kpi.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Integer, OneOf, Text, Uuid } from '../../platform/validation/fields.js';
import { QueryInteger } from '../../platform/validation/page.dto.js';
import type { KpiScope } from './kpi-filter.dto.js';

/** What the summary counts. */
export class KpiResumenInput implements KpiScope {
  @IsOptional()
  @Uuid()
  transportista?: string;

  @IsOptional()
  @Uuid()
  cliente?: string;

  /** Of the destination. */
  @IsOptional()
  @Text({ max: 60 })
  region?: string;

  /** Also what is in the archive: all of it is closed. */
  @IsOptional()
  @OneOf(['true', 'false'])
  incluirArchivo?: 'true' | 'false';

  /** Hours without a traza after which an open envío counts as stuck. */
  @QueryInteger()
  @Integer({ min: 1, max: 8_760 })
  sinMovimientoHoras: number = 72;
}

/** How everything stands now, and today beside yesterday. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'], narrow: 'propios' })
export class GetKpiResumenQuery extends Query<KpiResumen> {
  constructor(
    readonly input: KpiResumenInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
