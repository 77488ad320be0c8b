import { Query } from '@nestjs/cqrs';
import type { Importacion, ListImportacionesInput } from '../../modules/importaciones/importacion.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';

/** Files that were uploaded, the newest first, page by page. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'], narrow: 'propios' })
export class ListImportacionesQuery extends Query<Page<Importacion>> {
  constructor(
    readonly input: ListImportacionesInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
