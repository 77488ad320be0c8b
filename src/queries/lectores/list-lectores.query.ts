import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { ListaLectores } from '../../modules/lectores/lector.dto.js';

/** Every reader of the log, and how far it is. */
@Access({ roles: ['operador', 'auditor'] })
export class ListLectoresQuery extends Query<ListaLectores> {
  constructor(readonly context: RequestContext) {
    super();
  }
}
