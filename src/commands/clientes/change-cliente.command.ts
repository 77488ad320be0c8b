import { Command } from '@nestjs/cqrs';
import type { ClienteCambiado, ClienteCambio } from '../../modules/clientes/contract.js';

/** Changes a cliente. A new name is what reads answer from then on, and is taken to its envíos by a job. */
export class ChangeClienteCommand extends Command<ClienteCambiado> {
  /**
   * @param actor - Who asks for it.
   * @param ifMatch - The `If-Match` of the request: then only what the caller has seen is changed.
   */
  constructor(
    readonly id: string,
    readonly change: ClienteCambio,
    readonly actor: string,
    readonly ifMatch?: string,
  ) {
    super();
  }
}
