import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Centro, CentroInput } from '../../modules/centros/contract.js';

/** Creates a centro. */
@Access({ roles: ['operador'] })
export class CreateCentroCommand extends Command<Centro> {
  constructor(
    readonly input: CentroInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
