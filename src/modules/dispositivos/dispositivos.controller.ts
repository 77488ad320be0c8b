import { Controller, Get, Param, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Reads } from '../../platform/http/api-docs.js';
import { NextLinkInterceptor } from '../../platform/http/next-link.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetDispositivoQuery } from '../../queries/dispositivos/get-dispositivo.query.js';
import { ListDispositivosQuery } from '../../queries/dispositivos/list-dispositivos.query.js';
import { Dispositivo, DispositivosInput, PaginaDispositivos } from './dispositivo.dto.js';

@ApiTags('dispositivos')
@Controller('v1/dispositivos')
export class DispositivosController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Runs(ListDispositivosQuery)
  @Reads({
    summary: 'Lista los dispositivos en el orden de sus ids; q es el comienzo de uno',
    query: DispositivosInput,
    answer: PaginaDispositivos,
  })
  @UseInterceptors(NextLinkInterceptor)
  list(@Query() page: DispositivosInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListDispositivosQuery(page, context));
  }

  @Get(':id')
  @Runs(GetDispositivoQuery)
  @Reads({ summary: 'Lee un dispositivo: cuándo se lo vio y cómo anda su reloj', answer: Dispositivo })
  get(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.queries.execute(new GetDispositivoQuery(id, context));
  }
}
