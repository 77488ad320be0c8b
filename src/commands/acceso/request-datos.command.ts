import { Command } from '@nestjs/cqrs';
import type { TramiteDatos } from '../../modules/acceso/personas/tramite.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Has everything put into a file that is held of whoever asks. */
@Access({ roles: 'identificados' })
export class RequestDatosCommand extends Command<TramiteDatos> {
  constructor(readonly context: RequestContext) {
    super();
  }
}
