import { Controller, Get, Headers, HttpCode, Options, Param, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { Open, Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Takes } from '../../platform/http/content-types.js';
import { GetEpcisEventQuery } from '../../queries/epcis/get-epcis-event.query.js';
import { ListEpcisEventsQuery } from '../../queries/epcis/list-epcis-events.query.js';
import { QueriesEpcis, ReadsEpcisEvent } from './epcis-query.docs.js';
import { answerEvents, answerPage, AS_THEY_CAME } from './epcis-events.answer.js';

/** The query interface of GS1 EPCIS 2.0 (REST bindings, 12.7), over what was captured. */
@ApiTags('epcis')
@Controller('epcis/v2/events')
export class EpcisEventsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Runs(ListEpcisEventsQuery)
  @QueriesEpcis()
  async list(
    @Query() query: Record<string, unknown>,
    @Headers() headers: IncomingHttpHeaders,
    @Req() { url }: FastifyRequest,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const page = await this.queries.execute(new ListEpcisEventsQuery(query, headers, context));
    return answerPage(reply, url, page);
  }

  @Get(':eventID')
  @Runs(GetEpcisEventQuery)
  @ReadsEpcisEvent()
  async get(
    @Param('eventID') eventID: string,
    @Headers() headers: IncomingHttpHeaders,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.queries.execute(new GetEpcisEventQuery(eventID, headers, context));
    return answerEvents(reply, found);
  }

  /** Part of the standard's resource, and not of what we support: events come in by the capture interface. */
  @Post()
  @Open()
  @Takes('application/json', 'application/ld+json')
  @ApiExcludeEndpoint()
  capture(): never {
    throw new DomainError('operacion-no-admitida', { ruta: '/epcis/v2/capture' });
  }

  @Options()
  @Open()
  @HttpCode(204)
  @ApiExcludeEndpoint()
  discover(@Res({ passthrough: true }) reply: FastifyReply): void {
    void reply.headers({ allow: 'OPTIONS, GET', ...AS_THEY_CAME });
  }

  @Options(':eventID')
  @Open()
  @HttpCode(204)
  @ApiExcludeEndpoint()
  discoverEvent(@Res({ passthrough: true }) reply: FastifyReply): void {
    void reply.headers({ allow: 'OPTIONS, GET', ...AS_THEY_CAME });
  }
}
