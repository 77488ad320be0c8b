import { type IQueryHandler, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetEpcisEventQuery } from './get-epcis-event.query.js';
import { type EventPage, ListEpcisEventsQuery } from './list-epcis-events.query.js';

@QueryHandler(GetEpcisEventQuery)
export class GetEpcisEventHandler implements IQueryHandler<GetEpcisEventQuery> {
  constructor(private readonly queries: QueryBus) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ eventID, headers, context }: GetEpcisEventQuery): Promise<EventPage> {
    const page = await this.queries.execute(
      new ListEpcisEventsQuery({ EQ_eventID: eventID.replaceAll('|', '%7C') }, headers, context),
    );
    if (page.found === 0)
      throw new DomainError('recurso-desconocido', { recurso: 'evento EPCIS', id: eventID.slice(0, 200) });
    return page;
  }
}
