import { Query } from '@nestjs/cqrs';
import type { Rechazo } from '../../modules/trazas/rechazo.dto.js';

/** A dead letter. */
export class GetRechazoQuery extends Query<Rechazo> {
  constructor(readonly id: string) {
    super();
  }
}
