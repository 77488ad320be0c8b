import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Recibo } from '../../modules/trazas/captura.dto.js';

/**
 * The receipt of a capture that was taken in just now, once each of its events has a verdict, be it that it waits for its
 * envío; null if that takes longer than `waitMs`.
 */
@Access({ roles: ['operador', 'auditor', 'transportista', 'dispositivo'], narrow: 'propios' })
export class GetOutcomeQuery extends Query<Recibo | null> {
  constructor(
    readonly capturaId: string,
    readonly waitMs: number,
    readonly context: RequestContext,
  ) {
    super();
  }
}
