import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { Runs } from '../../../platform/access/runs.js';
import { Reads } from '../../../platform/http/api-docs.js';
import { NextLinkInterceptor } from '../../../platform/http/next-link.js';
import { ListAuditoriaQuery } from '../../../queries/acceso/list-auditoria.query.js';
import { ListAuditoriaInput, PaginaAuditoria } from './auditoria.dto.js';

@ApiTags('auditoria')
@Controller('v1/auditoria')
export class AuditoriaController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Runs(ListAuditoriaQuery)
  @Reads({
    summary: 'Lista lo que se hizo y quién, lo más nuevo primero',
    query: ListAuditoriaInput,
    answer: PaginaAuditoria,
  })
  @UseInterceptors(NextLinkInterceptor)
  list(@Query() input: ListAuditoriaInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListAuditoriaQuery(input, context));
  }
}
