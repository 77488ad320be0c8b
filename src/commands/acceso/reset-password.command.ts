import { Command } from '@nestjs/cqrs';
import type { ClaveNueva } from '../../modules/acceso/correo/correo.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Gives whoever has the mailed token another password. All of his sessions end. */
@Access({ roles: 'publico' })
export class ResetPasswordCommand extends Command<void> {
  constructor(
    readonly input: ClaveNueva,
    readonly context: RequestContext,
  ) {
    super();
  }
}
