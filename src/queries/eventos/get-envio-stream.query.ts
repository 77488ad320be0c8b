import { Query } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { EventoStream } from '../../modules/eventos/evento-stream.js';

/** What happens to an envío, as it happens. */
export class GetEnvioStreamQuery extends Query<EventoStream> {
  /** @param lastEventId - Id of the last event that the client has seen. */
  constructor(
    readonly codigo: string,
    readonly context: RequestContext,
    readonly lastEventId?: string,
  ) {
    super();
  }
}
