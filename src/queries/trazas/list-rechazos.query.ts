import { Query } from '@nestjs/cqrs';
import type { ListRechazosInput, Rechazo } from '../../modules/trazas/rechazo.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';

/** Dead letters, newest first, page by page. */
@Access({ roles: ['operador', 'auditor'] })
export class ListRechazosQuery extends Query<Page<Rechazo>> {
  constructor(
    readonly input: ListRechazosInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
