import { Query } from '@nestjs/cqrs';
import type { IncomingHttpHeaders } from 'node:http';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { EventPage } from './list-epcis-events.query.js';

/** One event, by its id. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'], narrow: 'propios' })
export class GetEpcisEventQuery extends Query<EventPage> {
  constructor(
    readonly eventID: string,
    readonly headers: IncomingHttpHeaders,
    readonly context: RequestContext,
  ) {
    super();
  }
}
