import { Command } from '@nestjs/cqrs';
import type { Comercio, ComercioCambio } from '../../modules/catalogo/comercios/comercio.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Changes a comercio; what is left out stays. */
@Access({ roles: ['operador', 'comercio'], narrow: 'propios' })
export class ChangeComercioCommand extends Command<Comercio> {
  /** @param ifMatch - The `If-Match` of the request: then only what the caller has seen is changed. */
  constructor(
    readonly id: string,
    readonly change: ComercioCambio,
    readonly context: RequestContext,
    readonly ifMatch?: string,
  ) {
    super();
  }
}
