import { Query } from '@nestjs/cqrs';
import type { Transportista } from '../../modules/transportistas/contract.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';
import type { SearchPageInput } from '../../platform/validation/page.dto.js';

/** Transportistas whose name or codigo has these words, newest first, page by page. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'] })
export class ListTransportistasQuery extends Query<Page<Transportista>> {
  constructor(
    readonly page: SearchPageInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
