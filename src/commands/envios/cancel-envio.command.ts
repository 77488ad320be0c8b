import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import type { EnvioCancelado } from '../../modules/envios/envio.dto.js';
import { CODIGOS_MOTIVO, type Motivo } from '../../modules/estados/contract.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { OneOf } from '../../platform/validation/fields.js';

/** Why an envío is cancelled. */
export class CancelEnvioInput {
  @IsOptional()
  @OneOf(CODIGOS_MOTIVO)
  motivo?: Motivo | null;
}

/** Cancels an envío that is not closed: appends a traza `cancelado`. */
@Access({ roles: ['operador', 'cliente'], narrow: 'propios' })
export class CancelEnvioCommand extends Command<EnvioCancelado> {
  constructor(
    readonly codigo: string,
    readonly input: CancelEnvioInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
