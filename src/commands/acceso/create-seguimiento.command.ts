import { Command } from '@nestjs/cqrs';
import type {
  SeguimientoCreado,
  SeguimientoInput,
} from '../../modules/acceso/seguimiento/seguimiento.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Opens the page of an envío to whoever gets its token. */
@Access({ roles: ['operador', 'cliente', 'comercio', 'transportista'], narrow: 'propios' })
export class CreateSeguimientoCommand extends Command<SeguimientoCreado> {
  constructor(
    readonly codigo: string,
    readonly input: SeguimientoInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
