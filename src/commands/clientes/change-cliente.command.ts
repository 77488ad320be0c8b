import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { ClienteCambiado, ClienteCambio } from '../../modules/clientes/contract.js';

/** Changes a cliente. A new name is what reads answer from then on, and is taken to its envíos by a job. */
@Access({ roles: ['operador'] })
export class ChangeClienteCommand extends Command<ClienteCambiado> {
  /**
   * @param ifMatch - The `If-Match` of the request: then only what the caller has seen is changed.
   */
  constructor(
    readonly id: string,
    readonly change: ClienteCambio,
    readonly context: RequestContext,
    readonly ifMatch?: string,
  ) {
    super();
  }
}
