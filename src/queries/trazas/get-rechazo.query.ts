import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Rechazo } from '../../modules/trazas/rechazo.dto.js';

/** A dead letter. */
@Access({ roles: ['operador', 'auditor'] })
export class GetRechazoQuery extends Query<Rechazo> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
