import { Query } from '@nestjs/cqrs';
import type { ListaSeguimientos } from '../../modules/acceso/seguimiento/seguimiento.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** The pages of an envío that were opened to others. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'comercio', 'transportista'], narrow: 'propios' })
export class ListSeguimientosQuery extends Query<ListaSeguimientos> {
  constructor(
    readonly codigo: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
