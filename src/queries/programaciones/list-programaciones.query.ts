import { Query } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { ListaProgramaciones } from '../../modules/programaciones/programacion.dto.js';

/** All programaciones. */
export class ListProgramacionesQuery extends Query<ListaProgramaciones> {
  constructor(readonly context: RequestContext) {
    super();
  }
}
