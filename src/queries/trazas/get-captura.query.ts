import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Recibo } from '../../modules/trazas/captura.dto.js';

/** The receipt of a capture. */
@Access({ roles: ['operador', 'auditor', 'transportista', 'dispositivo'], narrow: 'propios' })
export class GetCapturaQuery extends Query<Recibo> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
