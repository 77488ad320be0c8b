import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { ArchivedEnvios } from '../../modules/archivo/contract.js';
import { EnvioCanceller } from '../../modules/envios/envio-canceller.js';
import { EnvioFinder } from '../../modules/envios/envio-finder.js';
import type { EnvioCancelado } from '../../modules/envios/envio.dto.js';
import { ownerFor } from '../../platform/access/owner.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { CancelEnvioCommand } from './cancel-envio.command.js';

@CommandHandler(CancelEnvioCommand)
export class CancelEnvioHandler implements ICommandHandler<CancelEnvioCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly finder: EnvioFinder,
    private readonly archivados: ArchivedEnvios,
    private readonly canceller: EnvioCanceller,
  ) {}

  /** @throws {DomainError} `envio-desconocido`, `envio-cerrado`, `validacion` */
  async execute(command: CancelEnvioCommand): Promise<EnvioCancelado> {
    const { codigo, input } = command;
    await this.finder.refuseForeign(this.pool, codigo, ownerFor(command));
    await this.archivados.bringBack(codigo);
    return inTransaction(this.pool, (db) => this.canceller.cancel(db, codigo, input.motivo));
  }
}
