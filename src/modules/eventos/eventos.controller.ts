import { Controller, Get, Headers, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { nextLink } from '../../platform/http/next-link.js';
import { GetEnvioStreamQuery } from '../../queries/eventos/get-envio-stream.query.js';
import { ListEventosInput, ListEventosQuery } from '../../queries/eventos/list-eventos.query.js';
import { CodigoPipe } from '../codigos/contract.js';
import { Evento } from './evento.dto.js';
import { FollowsEnvio, ReadsFeed } from './eventos.docs.js';

@ApiTags('eventos')
@ApiExtraModels(Evento)
@Controller('v1')
export class EventosController {
  constructor(private readonly queries: QueryBus) {}

  @Get('eventos')
  @Runs(ListEventosQuery)
  @ReadsFeed()
  async list(
    @Query() input: ListEventosInput,
    @Req() { url }: FastifyRequest,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { eventos, cursor, upToDate } = await this.queries.execute(new ListEventosQuery(input, context));
    void reply
      .type('application/cloudevents-batch+json')
      .header('link', nextLink(url, cursor))
      .header('trazo-al-dia', upToDate ? 'si' : 'no');
    return eventos;
  }

  @Get('envios/:codigo/eventos')
  @Runs(GetEnvioStreamQuery)
  @FollowsEnvio()
  async follow(
    @Param('codigo', CodigoPipe) codigo: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ) {
    const stream = await this.queries.execute(new GetEnvioStreamQuery(codigo, context, lastEventId));
    // Also for a HEAD, and for a client that is gone already: nothing reads the stream then.
    reply.raw.once('close', () => stream.destroy());
    if (reply.raw.destroyed) stream.destroy();
    return reply
      .type('text/event-stream')
      .headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
      .send(stream);
  }
}
