import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { ListaProgramaciones } from '../../modules/programaciones/programacion.dto.js';

/** All programaciones. */
@Access({ roles: ['operador', 'auditor'] })
export class ListProgramacionesQuery extends Query<ListaProgramaciones> {
  constructor(readonly context: RequestContext) {
    super();
  }
}
