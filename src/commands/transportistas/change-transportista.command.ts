import { Command } from '@nestjs/cqrs';
import type { TransportistaCambiado, TransportistaCambio } from '../../modules/transportistas/contract.js';

/** Changes a transportista. A new name is what reads answer from then on, and is taken to its envíos by a job. */
export class ChangeTransportistaCommand extends Command<TransportistaCambiado> {
  /**
   * @param actor - Who asks for it.
   * @param ifMatch - The `If-Match` of the request: then only what the caller has seen is changed.
   */
  constructor(
    readonly id: string,
    readonly change: TransportistaCambio,
    readonly actor: string,
    readonly ifMatch?: string,
  ) {
    super();
  }
}
