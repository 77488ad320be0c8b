import { Query } from '@nestjs/cqrs';
import type { Ejecucion, ListEjecucionesInput } from '../../modules/programaciones/ejecucion.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';

/** Runs, newest first, page by page. */
@Access({ roles: ['operador', 'auditor'] })
export class ListEjecucionesQuery extends Query<Page<Ejecucion>> {
  constructor(
    readonly input: ListEjecucionesInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
