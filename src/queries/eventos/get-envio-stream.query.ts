import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { EventoStream } from '../../modules/eventos/evento-stream.js';

/** What happens to an envío, as it happens. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'], narrow: 'propios' })
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
