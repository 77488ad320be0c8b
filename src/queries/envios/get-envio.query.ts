import { Query } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import type { EnvioDetalle } from '../../modules/envios/envio.dto.js';
import { Instant } from '../../platform/validation/fields.js';

/** How to see an envío. */
export class GetEnvioInput {
  /** As it was at this instant of the business: by what had happened then, as far as it is known now. */
  @IsOptional()
  @Instant({ min: '1970-01-01T00:00:00Z' })
  al?: string;
}

/** An envío with its history. */
export class GetEnvioQuery extends Query<EnvioDetalle> {
  constructor(
    readonly codigo: string,
    readonly input: GetEnvioInput = {},
  ) {
    super();
  }
}
