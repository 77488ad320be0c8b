import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Reads } from '../../platform/http/api-docs.js';
import { ListColasQuery } from '../../queries/colas/list-colas.query.js';
import { ListaColas } from './cola.dto.js';

@ApiTags('colas')
@Controller('v1/colas')
export class ColasController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Runs(ListColasQuery)
  @Reads({ summary: 'Dice cuánto hay en cada cola, cómo se drena y quién trabaja', answer: ListaColas })
  list(@Context() context: RequestContext) {
    return this.queries.execute(new ListColasQuery(context));
  }
}
