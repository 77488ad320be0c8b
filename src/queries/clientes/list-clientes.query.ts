import { Query } from '@nestjs/cqrs';
import type { Cliente } from '../../modules/clientes/contract.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';
import type { SearchPageInput } from '../../platform/validation/page.dto.js';

/** Clientes whose name, document or e-mail has these words, newest first, page by page. */
@Access({ roles: ['operador', 'auditor'] })
export class ListClientesQuery extends Query<Page<Cliente>> {
  constructor(
    readonly page: SearchPageInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
