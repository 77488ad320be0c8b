import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { type ArchiveRun, UNATTENDED } from '../../modules/archivo/run/archive-run.js';
import { SystemOnly } from '../../platform/access/access.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { ParametersOf } from '../../platform/jobs/job-parameters.js';
import { Text, Uuid } from '../../platform/validation/fields.js';

/** $1: id of a cliente. */
export const CLIENTE_EXISTS = 'SELECT FROM clientes WHERE id = $1';

/** Whose data, why, and who asked for it. */
@ParametersOf('purga', [{ parameter: 'clienteId', exists: CLIENTE_EXISTS, needed: true }])
export class PurgaParameters {
  /** A run without one does not begin. */
  @IsOptional()
  @Uuid()
  clienteId?: string | null;

  @IsOptional()
  @Text({ max: 500 })
  motivo?: string | null;

  @IsOptional()
  @Text({ max: 100 })
  solicitadaPor?: string | null;
}

/** What a purge did, or would do. */
export interface PurgaResult {
  /** Of the database. */
  envios: number;
  /** Months of the archive that were written anew. */
  periodos: { mes: string; envios: number }[];
}

/** Deletes the personal data of a cliente from the database and from the archive. */
@SystemOnly()
export class PurgeClienteCommand extends Command<PurgaResult> {
  constructor(
    readonly clienteId: string,
    readonly motivo: string,
    readonly actor: string,
    readonly run: ArchiveRun = UNATTENDED,
  ) {
    super();
  }

  /** @throws {DomainError} `validacion` when no cliente is named */
  static of({ clienteId, motivo, solicitadaPor }: PurgaParameters, run: ArchiveRun): PurgeClienteCommand {
    if (!clienteId) throw DomainError.invalid([{ pointer: '#/parametros/clienteId', code: 'requerido' }]);
    return new PurgeClienteCommand(clienteId, motivo ?? '', solicitadaPor ?? '', run);
  }
}
