import { Controller, Get, Headers, HttpCode, Param, Post, Query, Res, UseInterceptors } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CancelEjecucionCommand } from '../../commands/programaciones/cancel-ejecucion.command.js';
import { RetryEjecucionCommand } from '../../commands/programaciones/retry-ejecucion.command.js';
import { Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { accepted } from '../../platform/http/accepted.js';
import { Acts, Reads, Starts, StreamsEvents } from '../../platform/http/api-docs.js';
import { streamEvents } from '../../platform/http/event-stream.js';
import { NextLinkInterceptor } from '../../platform/http/next-link.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetEjecucionQuery } from '../../queries/programaciones/get-ejecucion.query.js';
import { ListEjecucionEventosQuery } from '../../queries/programaciones/list-ejecucion-eventos.query.js';
import { ListEjecucionesQuery } from '../../queries/programaciones/list-ejecuciones.query.js';
import { ListLineasQuery } from '../../queries/programaciones/list-lineas.query.js';
import {
  Ejecucion,
  ListEjecucionesInput,
  PaginaEjecuciones,
  Registro,
  RegistroInput,
} from './ejecucion.dto.js';

const EVENTOS = `Eventos: \`ejecucion\` cada vez que algo cambia, \`linea\` por cada línea del registro y \`fin\` al
terminar. Con \`Last-Event-ID\` sigue después de esa línea; quien ya recibió \`fin\` obtiene 204.`;

/** Runs of jobs. */
@ApiTags('ejecuciones')
@Controller('v1/ejecuciones')
export class EjecucionesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Runs(ListEjecucionesQuery)
  @Reads({
    summary: 'Lista las ejecuciones, las más nuevas primero',
    query: ListEjecucionesInput,
    answer: PaginaEjecuciones,
  })
  @UseInterceptors(NextLinkInterceptor)
  list(@Query() input: ListEjecucionesInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListEjecucionesQuery(input, context));
  }

  @Get(':id')
  @Runs(GetEjecucionQuery)
  @Reads({ summary: 'Lee una ejecución', answer: Ejecucion })
  get(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.queries.execute(new GetEjecucionQuery(id, context));
  }

  @Get(':id/registro')
  @Runs(ListLineasQuery)
  @Reads({
    summary: 'Lee el registro de una ejecución, de la línea más antigua a la más nueva',
    query: RegistroInput,
    answer: Registro,
  })
  registro(
    @Param('id', UuidPipe) id: string,
    @Query() input: RegistroInput,
    @Context() context: RequestContext,
  ) {
    return this.queries.execute(new ListLineasQuery(id, input, context));
  }

  @Get(':id/eventos')
  @Runs(ListEjecucionEventosQuery)
  @StreamsEvents({ summary: 'Sigue una ejecución en vivo', description: EVENTOS })
  async eventos(
    @Param('id', UuidPipe) id: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const events = await this.queries.execute(new ListEjecucionEventosQuery(id, lastEventId, context));
    return events ? streamEvents(reply, events) : void reply.code(204);
  }

  @Post(':id/cancelacion')
  @Runs(CancelEjecucionCommand)
  @HttpCode(202)
  @Acts({
    summary: 'Pide que se detenga: en su siguiente punto seguro, o ya si todavía espera',
    answer: Ejecucion,
    status: 202,
  })
  cancel(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.commands.execute(new CancelEjecucionCommand(id, context));
  }

  @Post(':id/reintento')
  @Runs(RetryEjecucionCommand)
  @Starts({ summary: 'Repite desde el principio una ejecución fallida o cancelada', answer: Ejecucion })
  async retry(
    @Param('id', UuidPipe) id: string,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const run = await this.commands.execute(new RetryEjecucionCommand(id, context));
    return accepted(reply, `/v1/ejecuciones/${run.id}`, run);
  }
}
