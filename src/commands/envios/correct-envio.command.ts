import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { EnvioCambio } from '../../modules/envios/envio-cambio.dto.js';
import type { EnvioDetalle } from '../../modules/envios/envio.dto.js';

/** Corrects addresses, contact and promised time of an envío that has not left yet: a fact of its history. */
@Access({ roles: ['operador', 'cliente'], narrow: 'propios' })
export class CorrectEnvioCommand extends Command<EnvioDetalle> {
  /**
   * @param ifMatch - The `If-Match` of the request: then only what the caller has seen is corrected.
   */
  constructor(
    readonly codigo: string,
    readonly change: EnvioCambio,
    readonly context: RequestContext,
    readonly ifMatch?: string,
  ) {
    super();
  }
}
