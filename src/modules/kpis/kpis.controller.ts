import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Reads } from '../../platform/http/api-docs.js';
import { NextLinkInterceptor } from '../../platform/http/next-link.js';
import { GetKpiResumenQuery, KpiResumenInput } from '../../queries/kpis/get-kpi-resumen.query.js';
import { KpiDiarioInput, ListKpiDiarioQuery } from '../../queries/kpis/list-kpi-diario.query.js';
import { KpiMotivosInput, ListKpiMotivosQuery } from '../../queries/kpis/list-kpi-motivos.query.js';
import { KpiTransitoInput, ListKpiTransitoQuery } from '../../queries/kpis/list-kpi-transito.query.js';
import { KpiResumen, ListaKpiDiario, ListaKpiMotivos, ListaKpiTransito } from './kpi.dto.js';

@ApiTags('kpis')
@Controller('v1/kpis')
export class KpisController {
  constructor(private readonly queries: QueryBus) {}

  @Get('resumen')
  @Runs(GetKpiResumenQuery)
  @Reads({
    summary: 'Cuenta los envíos por estado, y hoy frente a ayer',
    query: KpiResumenInput,
    answer: KpiResumen,
  })
  getResumen(@Query() input: KpiResumenInput, @Context() context: RequestContext) {
    return this.queries.execute(new GetKpiResumenQuery(input, context));
  }

  @Get('diario')
  @Runs(ListKpiDiarioQuery)
  @Reads({
    summary: 'Creados, entregados, a tiempo y al primer intento, por día, transportista, cliente o región',
    query: KpiDiarioInput,
    answer: ListaKpiDiario,
  })
  @UseInterceptors(NextLinkInterceptor)
  listDiario(@Query() input: KpiDiarioInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListKpiDiarioQuery(input, context));
  }

  @Get('transito')
  @Runs(ListKpiTransitoQuery)
  @Reads({
    summary: 'Horas en camino de lo entregado (p50, p90, p95), por carril y transportista',
    query: KpiTransitoInput,
    answer: ListaKpiTransito,
  })
  @UseInterceptors(NextLinkInterceptor)
  listTransito(@Query() input: KpiTransitoInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListKpiTransitoQuery(input, context));
  }

  @Get('motivos')
  @Runs(ListKpiMotivosQuery)
  @Reads({ summary: 'Cuenta las trazas por motivo', query: KpiMotivosInput, answer: ListaKpiMotivos })
  @UseInterceptors(NextLinkInterceptor)
  listMotivos(@Query() input: KpiMotivosInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListKpiMotivosQuery(input, context));
  }
}
