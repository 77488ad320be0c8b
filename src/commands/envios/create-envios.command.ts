import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { EnvioCreado } from '../../modules/envios/envio-creado.dto.js';
import type { EnvioInput } from './create-envios.dto.js';

/** Creates envíos, all or none, and answers them in the same order. */
@Access({ roles: ['operador', 'cliente'], narrow: 'propios' })
export class CreateEnviosCommand extends Command<EnvioCreado[]> {
  /**
   * @param path - Where the list stands in the request, for pointers: `#` for a single envío, else `#/envios`.
   * @param ensayo - Whether all of it is done and then taken back: for what it throws.
   */
  constructor(
    readonly envios: readonly EnvioInput[],
    readonly path: '#' | '#/envios',
    readonly context: RequestContext,
    readonly ensayo = false,
  ) {
    super();
  }
}
