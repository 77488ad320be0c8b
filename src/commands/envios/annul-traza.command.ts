import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import type { TrazaAnulada } from '../../modules/envios/envio.dto.js';
import { TrazaSinCodigo, RAZONES_ANULACION, type RazonAnulacion } from '../../modules/trazas/contract.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { NestedList, OneOf } from '../../platform/validation/fields.js';

/** Why a traza is taken back, and what really happened. */
export class AnnulTrazaInput {
  @OneOf(RAZONES_ANULACION)
  razon!: RazonAnulacion;

  /** Trazas of the same envío, each with an idEvento of its own. */
  @IsOptional()
  @NestedList(() => TrazaSinCodigo, { min: 1, max: 100 })
  correcciones?: TrazaSinCodigo[] | null;
}

/** Annuls a traza, and appends what corrects it, both or neither. */
@Access({ roles: ['operador', 'transportista'], narrow: 'propios' })
export class AnnulTrazaCommand extends Command<TrazaAnulada> {
  constructor(
    readonly codigo: string,
    readonly idEvento: string,
    readonly input: AnnulTrazaInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
