import { Command } from '@nestjs/cqrs';
import type { Baja } from '../../modules/acceso/personas/tramite.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Shuts whoever asks out for good, and has everything erased that is held of him. */
@Access({ roles: 'identificados' })
export class RequestBajaCommand extends Command<Baja> {
  constructor(readonly context: RequestContext) {
    super();
  }
}
