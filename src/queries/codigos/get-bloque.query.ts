import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { BloqueConCodigos } from '../../modules/codigos/bloque.dto.js';

/** A block of reserved codes. */
@Access({ roles: ['operador', 'auditor'] })
export class GetBloqueQuery extends Query<BloqueConCodigos> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
