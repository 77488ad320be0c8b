import { Command } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Centro, CentroInput } from '../../modules/centros/contract.js';

/** Creates a centro. */
export class CreateCentroCommand extends Command<Centro> {
  constructor(
    readonly input: CentroInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
