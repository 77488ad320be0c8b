import { Query } from '@nestjs/cqrs';
import type { IncomingHttpHeaders } from 'node:http';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { EventPage } from './list-epcis-events.query.js';

/** One event, by its id. */
export class GetEpcisEventQuery extends Query<EventPage> {
  constructor(
    readonly eventID: string,
    readonly headers: IncomingHttpHeaders,
    readonly context: RequestContext,
  ) {
    super();
  }
}
