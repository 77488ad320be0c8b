import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { ServerEvent } from '../../platform/http/event-stream.js';

/**
 * A run as it goes: `ejecucion` whenever something of it changes, `linea` for each line of its log, `fin` when it has
 * ended. Undefined for who has heard the end already.
 */
@Access({ roles: ['operador', 'auditor'] })
export class ListEjecucionEventosQuery extends Query<AsyncIterable<ServerEvent> | undefined> {
  /** @param lastEventId - What the listener heard last: the number of a line, or `fin`. */
  constructor(
    readonly id: string,
    readonly lastEventId: string | undefined,
    readonly context: RequestContext,
  ) {
    super();
  }
}
