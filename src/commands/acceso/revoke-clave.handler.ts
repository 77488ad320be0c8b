import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { IN_SCOPE, scopeOf } from '../../modules/acceso/claves/key-scope.js';
import { Revocations } from '../../modules/acceso/sesiones/revocations.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { RevokeClaveCommand } from './revoke-clave.command.js';

const LOCK = `SELECT c.revocada_en FROM claves c WHERE ${IN_SCOPE} AND c.id = $5 FOR NO KEY UPDATE`;
const REVOKE = 'UPDATE claves SET revocada_en = now() WHERE id = $1';

@CommandHandler(RevokeClaveCommand)
export class RevokeClaveHandler implements ICommandHandler<RevokeClaveCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly revocations: Revocations,
  ) {}

  // Safe to repeat.
  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ id, context }: RevokeClaveCommand): Promise<void> {
    await inTransaction(this.pool, async (db) => {
      const values = [...scopeOf(context.actor), id];
      const { rows } = await db.query<{ revocada_en: string | null }>(LOCK, values);
      if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'clave', id });
      if (rows[0].revocada_en) return;
      await db.query(REVOKE, [id]);
      await Revocations.add(db, 'clave', [id]);
      await Auditoria.add(db, context, { accion: 'clave.revocada', objeto: { tipo: 'clave', id } });
    });
    await this.revocations.tell();
  }
}
