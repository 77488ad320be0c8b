import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Month } from '../../platform/database/month.js';
import { Reads } from '../../platform/http/api-docs.js';
import { GetPeriodoQuery } from '../../queries/periodos/get-periodo.query.js';
import { ListPeriodosQuery } from '../../queries/periodos/list-periodos.query.js';
import { MesPipe } from './contract.js';
import { EstadoDePeriodo, ListaPeriodos } from './periodo.dto.js';

@ApiTags('periodos')
@Controller('v1/periodos')
export class PeriodosController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Runs(ListPeriodosQuery)
  @Reads({
    summary: 'Dice qué cambió en cada mes desde su último refresco, y cómo está su base',
    answer: ListaPeriodos,
  })
  list(@Context() context: RequestContext) {
    return this.queries.execute(new ListPeriodosQuery(context));
  }

  @Get(':mes')
  @Runs(GetPeriodoQuery)
  @Reads({ summary: 'Dice dónde está un mes en su camino al archivo', answer: EstadoDePeriodo })
  get(@Param('mes', MesPipe) mes: Month, @Context() context: RequestContext) {
    return this.queries.execute(new GetPeriodoQuery(mes, context));
  }
}
