import { Command } from '@nestjs/cqrs';
import type { NivelRegistro, NivelRegistroInput } from '../../modules/operacion/nivel-registro.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Has all processes log more or less for a while. */
@Access({ roles: ['operador'] })
export class SetNivelRegistroCommand extends Command<NivelRegistro> {
  /** @param input - Null: each process logs again what its configuration says. */
  constructor(
    readonly input: NivelRegistroInput | null,
    readonly context: RequestContext,
  ) {
    super();
  }
}
