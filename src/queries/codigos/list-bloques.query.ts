import { Query } from '@nestjs/cqrs';
import type { Bloque } from '../../modules/codigos/bloque.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';
import type { PageInput } from '../../platform/validation/page.dto.js';

/** Blocks of reserved codes, newest first, page by page. */
@Access({ roles: ['operador', 'auditor'] })
export class ListBloquesQuery extends Query<Page<Bloque>> {
  constructor(
    readonly page: PageInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
