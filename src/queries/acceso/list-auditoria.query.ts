import { Query } from '@nestjs/cqrs';
import type { AuditoriaFila, ListAuditoriaInput } from '../../modules/acceso/auditoria/auditoria.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';

/** What was done, the newest first, page by page. */
@Access({ roles: ['auditor'] })
export class ListAuditoriaQuery extends Query<Page<AuditoriaFila>> {
  constructor(
    readonly input: ListAuditoriaInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
