import { Query } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import type { TrazaHistorial } from '../../modules/envios/envio.dto.js';
import { Several } from '../../modules/envios/envio-filter.dto.js';
import { TIPOS_TRAZA, type TipoTraza } from '../../modules/estados/contract.js';
import { type Anomalia, ANOMALIAS } from '../../modules/trazas/contract.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';
import { ListOf } from '../../platform/validation/fields.js';
import { PageInput } from '../../platform/validation/page.dto.js';

/** Which page of which trazas. */
export class ListEnvioTrazasInput extends PageInput {
  /** Only these types. Several: repeated, or with commas between them. */
  @IsOptional()
  @Several()
  @ListOf(TIPOS_TRAZA)
  tipo?: TipoTraza[];

  /** Only trazas that are not believed, for one of these reasons. */
  @IsOptional()
  @Several()
  @ListOf(ANOMALIAS)
  anomalia?: Anomalia[];
}

/** The trazas of an envío, newest first, page by page. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'], narrow: 'propios' })
export class ListEnvioTrazasQuery extends Query<Page<TrazaHistorial>> {
  constructor(
    readonly codigo: string,
    readonly input: ListEnvioTrazasInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
