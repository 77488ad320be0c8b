import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { ListaColas } from '../../modules/colas/cola.dto.js';

/** Every queue: what is in it, how fast it drains, who works on it. */
@Access({ roles: ['operador', 'auditor'] })
export class ListColasQuery extends Query<ListaColas> {
  constructor(readonly context: RequestContext) {
    super();
  }
}
