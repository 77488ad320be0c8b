import { Query } from '@nestjs/cqrs';
import type { Apartado, ListApartadosInput } from '../../modules/lectores/lector.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';

/** Facts that a reader could not work off, newest first, page by page. */
@Access({ roles: ['operador', 'auditor'] })
export class ListApartadosQuery extends Query<Page<Apartado>> {
  constructor(
    readonly lector: string,
    readonly input: ListApartadosInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
