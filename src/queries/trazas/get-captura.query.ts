import { Query } from '@nestjs/cqrs';
import type { Recibo } from '../../modules/trazas/captura-answers.js';

/** The receipt of a capture. */
export class GetCapturaQuery extends Query<Recibo> {
  constructor(readonly id: string) {
    super();
  }
}
