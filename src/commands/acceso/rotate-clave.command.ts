import { Command } from '@nestjs/cqrs';
import type { ClaveCreada, RotacionInput } from '../../modules/acceso/claves/clave.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Gives a key a new secret. The one before opens for a while longer. */
@Access({ roles: ['cliente', 'comercio', 'transportista'], narrow: 'propios', lasting: true })
export class RotateClaveCommand extends Command<ClaveCreada> {
  constructor(
    readonly id: string,
    readonly input: RotacionInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
