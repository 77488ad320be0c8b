import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Reads } from '../../platform/http/api-docs.js';
import { ListPeriodosQuery } from '../../queries/periodos/list-periodos.query.js';
import { ListaPeriodos } from './periodo.dto.js';

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
}
