import { Query } from '@nestjs/cqrs';
import type { Recibo } from '../../modules/trazas/captura.dto.js';

/** The receipt of a capture that was taken in just now, once it is complete; null if that takes longer than `waitMs`. */
export class GetOutcomeQuery extends Query<Recibo | null> {
  constructor(
    readonly capturaId: string,
    readonly waitMs: number,
  ) {
    super();
  }
}
