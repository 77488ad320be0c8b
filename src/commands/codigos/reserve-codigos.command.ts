import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { BloqueConCodigos, BloqueInput } from '../../modules/codigos/bloque.dto.js';

/** Reserves a block of codes, for labels that are printed before their envíos are created. */
@Access({ roles: ['operador'] })
export class ReserveCodigosCommand extends Command<BloqueConCodigos> {
  constructor(
    readonly input: BloqueInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
