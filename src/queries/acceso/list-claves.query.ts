import { Query } from '@nestjs/cqrs';
import type { Clave, ListClavesInput } from '../../modules/acceso/claves/clave.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';

/** Keys that whoever asks may see, the newest first, page by page. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'comercio', 'transportista'], narrow: 'propios' })
export class ListClavesQuery extends Query<Page<Clave>> {
  constructor(
    readonly input: ListClavesInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
