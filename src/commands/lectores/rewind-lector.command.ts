import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Lector } from '../../modules/lectores/lector.dto.js';

/** Has a reader read again what it has read already. */
@Access({ roles: ['operador'] })
export class RewindLectorCommand extends Command<Lector> {
  /** @param desde - Id of the event behind which it begins, or the instant at which it begins. */
  constructor(
    readonly nombre: string,
    readonly desde: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
