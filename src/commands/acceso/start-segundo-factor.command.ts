import { Command } from '@nestjs/cqrs';
import type { SegundoFactorNuevo } from '../../modules/acceso/segundo-factor/segundo-factor.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Sets a second factor up for whoever asks. It is asked for once its first code was shown. */
@Access({ roles: 'identificados', pending: true })
export class StartSegundoFactorCommand extends Command<SegundoFactorNuevo> {
  constructor(readonly context: RequestContext) {
    super();
  }
}
