import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { DiscardRechazoCommand } from '../../commands/trazas/discard-rechazo.command.js';
import { ReprocessRechazoCommand } from '../../commands/trazas/reprocess-rechazo.command.js';
import { ReprocessRechazosCommand } from '../../commands/trazas/reprocess-rechazos.command.js';
import { Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Acts, Reads } from '../../platform/http/api-docs.js';
import { NextLinkInterceptor } from '../../platform/http/next-link.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetRechazoQuery } from '../../queries/trazas/get-rechazo.query.js';
import { ListRechazosQuery } from '../../queries/trazas/list-rechazos.query.js';
import {
  DiscardRechazoInput,
  FiltroRechazos,
  ListRechazosInput,
  PaginaRechazos,
  Rechazo,
  Reproceso,
} from './rechazo.dto.js';

/** Dead letters. Until somebody signs in, the address of a request is who made it. */
@ApiTags('rechazos')
@Controller('v1/rechazos')
export class RechazosController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Runs(ListRechazosQuery)
  @Reads({
    summary: 'Lista las trazas rechazadas, las más nuevas primero',
    query: ListRechazosInput,
    answer: PaginaRechazos,
  })
  @UseInterceptors(NextLinkInterceptor)
  list(@Query() input: ListRechazosInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListRechazosQuery(input, context));
  }

  @Get(':id')
  @Runs(GetRechazoQuery)
  @Reads({ summary: 'Lee una traza rechazada', answer: Rechazo })
  get(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.queries.execute(new GetRechazoQuery(id, context));
  }

  @Post('reproceso')
  @Runs(ReprocessRechazosCommand)
  @HttpCode(200)
  @Acts({
    summary:
      'Intenta guardar de nuevo hasta 1.000 rechazos abiertos, primero los que llevan más sin intentarse',
    body: FiltroRechazos,
    answer: Reproceso,
  })
  reprocessMany(@Body() filter: FiltroRechazos, @Context() context: RequestContext) {
    return this.commands.execute(new ReprocessRechazosCommand(filter, context));
  }

  @Post(':id/reproceso')
  @Runs(ReprocessRechazoCommand)
  @HttpCode(200)
  @Acts({
    summary: 'Intenta guardar de nuevo una traza rechazada; sigue abierta si se la vuelve a rechazar',
    answer: Rechazo,
  })
  reprocess(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.commands.execute(new ReprocessRechazoCommand(id, context));
  }

  @Delete(':id')
  @Runs(DiscardRechazoCommand)
  @Reads({
    summary: 'Descarta una traza rechazada, con su motivo; no se borra',
    query: DiscardRechazoInput,
    answer: Rechazo,
  })
  discard(
    @Param('id', UuidPipe) id: string,
    @Query() { motivo }: DiscardRechazoInput,
    @Context() context: RequestContext,
  ) {
    return this.commands.execute(new DiscardRechazoCommand(id, motivo, context));
  }
}
