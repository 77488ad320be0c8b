import { Command } from '@nestjs/cqrs';
import type { Comercio, ComercioInput } from '../../modules/catalogo/comercios/comercio.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Creates a comercio. */
@Access({ roles: ['operador'] })
export class CreateComercioCommand extends Command<Comercio> {
  constructor(
    readonly input: ComercioInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
