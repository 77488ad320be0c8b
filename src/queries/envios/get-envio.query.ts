import { Query } from '@nestjs/cqrs';
import type { EnvioDetalle } from '../../modules/envios/envio-answers.js';

/** An envío with its history. */
export class GetEnvioQuery extends Query<EnvioDetalle> {
  constructor(readonly codigo: string) {
    super();
  }
}
