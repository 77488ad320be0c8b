import { Controller, Get, Headers, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Open, Runs } from '../../platform/access/runs.js';
import { ListEpcisEventsQuery } from '../../queries/epcis/list-epcis-events.query.js';
import { answerPage, collection } from './epcis-events.answer.js';

/** The resources by which events are found, and the condition that each of them is. */
const CONDITIONS: Readonly<Record<string, string>> = {
  eventTypes: 'eventType',
  epcs: 'MATCH_anyEPC',
  bizSteps: 'EQ_bizStep',
  bizLocations: 'EQ_bizLocation',
  readPoints: 'EQ_readPoint',
  dispositions: 'EQ_disposition',
};

/**
 * Resources of the query interface that stand for one value (GS1 EPCIS 2.0, REST bindings, 12.7): the events of each are a
 * query of events with that condition (ADR 52).
 */
@ApiTags('epcis')
@Controller(Object.keys(CONDITIONS).map((resource) => `epcis/v2/${resource}/:value`))
export class EpcisResourcesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Open()
  @ApiExcludeEndpoint()
  get() {
    return collection(['events']);
  }

  @Get('events')
  @Runs(ListEpcisEventsQuery)
  @ApiExcludeEndpoint()
  async list(
    @Param('value') value: string,
    @Query() query: Record<string, unknown>,
    @Headers() headers: IncomingHttpHeaders,
    @Req() { url, routeOptions }: FastifyRequest,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const condition = CONDITIONS[routeOptions.url?.split('/')[3] as string] as string;
    const asked = { ...query, [condition]: value };
    const page = await this.queries.execute(new ListEpcisEventsQuery(asked, headers, context));
    return answerPage(reply, url, page);
  }
}
