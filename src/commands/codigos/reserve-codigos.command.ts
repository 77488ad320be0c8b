import { Command } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { BloqueConCodigos, BloqueInput } from '../../modules/codigos/bloque.dto.js';

/** Reserves a block of codes, for labels that are printed before their envíos are created. */
export class ReserveCodigosCommand extends Command<BloqueConCodigos> {
  constructor(
    readonly input: BloqueInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
