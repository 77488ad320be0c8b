import { Query } from '@nestjs/cqrs';
import type { Centro } from '../../modules/centros/contract.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';
import type { SearchPageInput } from '../../platform/validation/page.dto.js';

/** Centros whose name, codigo, city or region has these words, newest first, page by page. */
@Access({ roles: ['operador', 'auditor', 'comercio', 'cliente', 'transportista', 'repartidor'] })
export class ListCentrosQuery extends Query<Page<Centro>> {
  constructor(
    readonly page: SearchPageInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
