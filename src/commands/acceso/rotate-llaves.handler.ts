import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { LlaveNueva } from '../../modules/acceso/sesiones/llaves.dto.js';
import { SigningKeys } from '../../modules/acceso/sesiones/signing-keys.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { RotateLlavesCommand } from './rotate-llaves.command.js';

@CommandHandler(RotateLlavesCommand)
export class RotateLlavesHandler implements ICommandHandler<RotateLlavesCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly keys: SigningKeys,
  ) {}

  async execute({ context }: RotateLlavesCommand): Promise<LlaveNueva> {
    const kid = await inTransaction(this.pool, async (db) => {
      const made = await this.keys.rotate(db);
      await Auditoria.add(db, context, {
        accion: 'acceso.llave-rotada',
        objeto: { tipo: 'llave', id: made },
      });
      return made;
    });
    this.keys.forget();
    return { kid };
  }
}
