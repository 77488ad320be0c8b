import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Apartado } from '../../modules/lectores/lector.dto.js';

/** Says what becomes of a fact that a reader could not work off: another try, or nothing more. */
@Access({ roles: ['operador'] })
export class CloseApartadoCommand extends Command<Apartado> {
  constructor(
    readonly lector: string,
    readonly id: string,
    readonly estado: 'por_repetir' | 'descartado',
    readonly context: RequestContext,
  ) {
    super();
  }
}
