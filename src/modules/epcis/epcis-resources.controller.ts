import { Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Takes } from '../../platform/http/content-types.js';
import { ListEpcisEventsQuery } from '../../queries/epcis/list-epcis-events.query.js';
import { answerPage } from './event-answer.js';
import { EVENT_TYPES_KEPT } from './event-form.js';

/** The resources by which events are found, and the condition that each of them is. */
const CONDITIONS: Readonly<Record<string, string>> = {
  eventTypes: 'eventType',
  epcs: 'MATCH_anyEPC',
  bizSteps: 'EQ_bizStep',
  bizLocations: 'EQ_bizLocation',
  readPoints: 'EQ_readPoint',
  dispositions: 'EQ_disposition',
};
const RESOURCES = Object.keys(CONDITIONS);
const REFUSED = [
  'queries',
  'queries/:name',
  'queries/:name/events',
  'queries/:name/subscriptions',
  ...RESOURCES.filter((resource) => resource !== 'eventTypes'),
];
const at = (tail: string) => RESOURCES.map((resource) => `${resource}/:value${tail}`);

/**
 * The other resources of the query interface (GS1 EPCIS 2.0, REST bindings, 12.7): those of one value are queries of events
 * with that condition. What lists all values, and queries with names, we do not support (ADR 52).
 */
@ApiTags('epcis')
@Controller('epcis/v2')
export class EpcisResourcesController {
  constructor(private readonly queries: QueryBus) {}

  @Get('eventTypes')
  @ApiExcludeEndpoint()
  listEventTypes() {
    return collection(EVENT_TYPES_KEPT);
  }

  @Get(at(''))
  @ApiExcludeEndpoint()
  get() {
    return collection(['events']);
  }

  @Get(at('/events'))
  @ApiExcludeEndpoint()
  async list(
    @Param('value') value: string,
    @Query() query: Record<string, unknown>,
    @Headers() headers: IncomingHttpHeaders,
    @Req() { url }: FastifyRequest,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const condition = CONDITIONS[url.split('/')[3] as string] as string;
    const asked = { ...query, [condition]: value };
    return answerPage(
      reply,
      url,
      await this.queries.execute(new ListEpcisEventsQuery(asked, headers, context)),
    );
  }

  @Get(REFUSED)
  @ApiExcludeEndpoint()
  refuse(): never {
    throw new DomainError('recurso-no-admitido');
  }

  @Post(REFUSED)
  @Takes('application/json', 'application/ld+json')
  @ApiExcludeEndpoint()
  refuseChange(): never {
    throw new DomainError('recurso-no-admitido');
  }
}

function collection(member: readonly string[]) {
  return {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'Collection',
    member,
  };
}
