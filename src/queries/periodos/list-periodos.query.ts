import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { ListaPeriodos } from '../../modules/periodos/periodo.dto.js';

/** Every month: its way through the archive, and how its read models stand. */
@Access({ roles: ['operador', 'auditor'] })
export class ListPeriodosQuery extends Query<ListaPeriodos> {
  constructor(readonly context: RequestContext) {
    super();
  }
}
