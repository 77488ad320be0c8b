import { Query } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { ListaTipos } from '../../modules/programaciones/fechas.dto.js';

/** All types of jobs, with the schema of their parameters. */
export class ListTiposQuery extends Query<ListaTipos> {
  constructor(readonly context: RequestContext) {
    super();
  }
}
