import { Query } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import type { EnvioDetalle } from '../../modules/envios/envio.dto.js';
import { Several } from '../../modules/envios/envio-filter.dto.js';
import { Historial } from '../../modules/envios/historial-field.js';
import { TIPOS_TRAZA, type TipoTraza } from '../../modules/estados/contract.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Instant, ListOf } from '../../platform/validation/fields.js';

/** How to see an envío. */
export class GetEnvioInput {
  /** As it was at this instant of the business: by what had happened then, as far as it is known now. */
  @IsOptional()
  @Instant({ min: '1970-01-01T00:00:00Z' })
  al?: string;

  /**
   * Trazas to show, newest first: `todo` (10,000 at most), `ninguno`, or the newest so many; the others are in `/trazas`. Left
   * out, the hundred that say most: positions and scans take what room the others leave.
   */
  @IsOptional()
  @Historial()
  historial?: string;

  /** Only trazas of these types, a hundred of them if `historial` does not say how many. */
  @IsOptional()
  @Several()
  @ListOf(TIPOS_TRAZA)
  tipo?: TipoTraza[];
}

/** An envío with its history. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'], narrow: 'propios' })
export class GetEnvioQuery extends Query<EnvioDetalle> {
  constructor(
    readonly codigo: string,
    readonly input: GetEnvioInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
