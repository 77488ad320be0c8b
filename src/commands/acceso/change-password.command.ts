import { Command } from '@nestjs/cqrs';
import type { CambioClave } from '../../modules/acceso/usuarios/password.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Changes the password of whoever asks. His other sessions end. */
@Access({ roles: 'identificados' })
export class ChangePasswordCommand extends Command<void> {
  constructor(
    readonly input: CambioClave,
    readonly context: RequestContext,
  ) {
    super();
  }
}
