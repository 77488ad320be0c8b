import { Query } from '@nestjs/cqrs';
import type { JuegoLlaves } from '../../modules/acceso/sesiones/llaves.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** The public halves of the keys that sign access tokens. */
@Access({ roles: 'publico' })
export class GetLlavesQuery extends Query<JuegoLlaves> {
  constructor(readonly context: RequestContext) {
    super();
  }
}
