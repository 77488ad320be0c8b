import { Query } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Recibo } from '../../modules/trazas/captura.dto.js';

/** The receipt of a capture. */
export class GetCapturaQuery extends Query<Recibo> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
