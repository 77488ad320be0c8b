import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { EnvioFinder } from '../../modules/envios/contract.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { ownerFor } from '../../platform/access/owner.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { RevokeSeguimientoCommand } from './revoke-seguimiento.command.js';

const REVOKE = `
  UPDATE seguimientos SET revocado_en = coalesce(revocado_en, now()) WHERE id = $1 AND codigo = $2`;

@CommandHandler(RevokeSeguimientoCommand)
export class RevokeSeguimientoHandler implements ICommandHandler<RevokeSeguimientoCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly envios: EnvioFinder,
  ) {}

  // Safe to repeat.
  /** @throws {DomainError} `envio-desconocido`, `recurso-desconocido` */
  async execute(command: RevokeSeguimientoCommand): Promise<void> {
    const { codigo, id, context } = command;
    await inTransaction(this.pool, async (db) => {
      await this.envios.findOrThrow(codigo, ownerFor(command), db);
      const { rowCount } = await db.query(REVOKE, [id, codigo]);
      if (!rowCount) throw new DomainError('recurso-desconocido', { recurso: 'seguimiento', id });
      const objeto = { tipo: 'envio', id: codigo };
      await Auditoria.add(db, context, { accion: 'seguimiento.revocado', objeto, despues: { id } });
    });
  }
}
