import { Query } from '@nestjs/cqrs';
import type { EnvioDetalle } from '../../modules/envios/envio.dto.js';

/** An envío with its history. */
export class GetEnvioQuery extends Query<EnvioDetalle> {
  constructor(readonly codigo: string) {
    super();
  }
}
