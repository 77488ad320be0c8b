import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { ListaTipos } from '../../modules/programaciones/fechas.dto.js';

/** All types of jobs, with the schema of their parameters. */
@Access({ roles: ['operador', 'auditor'] })
export class ListTiposQuery extends Query<ListaTipos> {
  constructor(readonly context: RequestContext) {
    super();
  }
}
