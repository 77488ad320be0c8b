import { Controller, Get, Headers, HttpCode, Options, Param, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Open, Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Takes } from '../../platform/http/content-types.js';
import { GetEpcisEventQuery } from '../../queries/epcis/get-epcis-event.query.js';
import {
  type EpcisQueryDocument,
  ListEpcisEventsQuery,
} from '../../queries/epcis/list-epcis-events.query.js';
import { QueriesEpcis, ReadsEpcisEvent } from './epcis-query.docs.js';

const AS_THEY_CAME = { 'gs1-epc-format': 'Never_Translates' };

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
    const { document, type, nextPageToken } = await this.queries.execute(
      new ListEpcisEventsQuery(query, headers, context),
    );
    if (nextPageToken) void reply.header('link', nextPage(url, nextPageToken));
    return this.answer(reply, type, document);
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
    const { document, type } = await this.queries.execute(new GetEpcisEventQuery(eventID, headers, context));
    return this.answer(reply, type, document);
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

  private answer(reply: FastifyReply, type: string, document: EpcisQueryDocument): object {
    void reply.headers({ ...AS_THEY_CAME, vary: 'accept', etag: weakTagOf(document, type) }).type(type);
    return document;
  }
}

/** Weak (RFC 9110, 8.8.1): the same events are the same answer, though each says another `creationDate`. */
function weakTagOf({ epcisBody }: EpcisQueryDocument, type: string): string {
  const hash = createHash('sha256').update(type).update(JSON.stringify(epcisBody));
  return `W/"${hash.digest('base64url').slice(0, 27)}"`;
}

function nextPage(url: string, token: string): string {
  const [path, query] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('nextPageToken', token);
  return `<${path}?${parameters.toString()}>; rel="next"`;
}
