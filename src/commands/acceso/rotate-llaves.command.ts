import { Command } from '@nestjs/cqrs';
import type { LlaveNueva } from '../../modules/acceso/sesiones/llaves.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Makes a new key that signs access tokens. What the one before has signed lives out its time. */
@Access({ roles: [] })
export class RotateLlavesCommand extends Command<LlaveNueva> {
  constructor(readonly context: RequestContext) {
    super();
  }
}
