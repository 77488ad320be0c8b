import { Query } from '@nestjs/cqrs';
import type { Recibo } from '../../modules/trazas/captura.dto.js';

/** The receipt of a capture. */
export class GetCapturaQuery extends Query<Recibo> {
  constructor(readonly id: string) {
    super();
  }
}
