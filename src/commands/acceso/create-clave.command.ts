import { Command } from '@nestjs/cqrs';
import type { ClaveCreada, ClaveInput } from '../../modules/acceso/claves/clave.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Makes a key for a machine. Its secret is answered, and kept nowhere. */
@Access({ roles: ['cliente', 'comercio', 'transportista'], narrow: 'propios', lasting: true })
export class CreateClaveCommand extends Command<ClaveCreada> {
  constructor(
    readonly input: ClaveInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
