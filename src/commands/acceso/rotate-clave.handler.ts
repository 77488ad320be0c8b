import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { ClaveCreada } from '../../modules/acceso/claves/clave.dto.js';
import { CLAVE_COLUMNS, type ClaveRow, toClave } from '../../modules/acceso/claves/clave-row.js';
import { IN_SCOPE, scopeOf } from '../../modules/acceso/claves/key-scope.js';
import { KeySecrets } from '../../modules/acceso/claves/key-secrets.js';
import { mayGrant } from '../../modules/acceso/domain/key-grant.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { onceWithSecret } from '../../platform/idempotency/once.js';
import { RotateClaveCommand } from './rotate-clave.command.js';

const SELECT_CLAVE = `SELECT ${CLAVE_COLUMNS} FROM claves c WHERE ${IN_SCOPE} AND c.id = $5`;

@CommandHandler(RotateClaveCommand)
export class RotateClaveHandler implements ICommandHandler<RotateClaveCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly secrets: KeySecrets,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, `clave-revocada`, `rol-no-permitido`, `secreto-ya-entregado` */
  execute({ id, input, context }: RotateClaveCommand): Promise<ClaveCreada> {
    const values = [...scopeOf(context.actor), id];
    return inTransaction(this.pool, (db) =>
      onceWithSecret(db, context.key, async () => {
        const [row] = (await db.query<ClaveRow>(`${SELECT_CLAVE} FOR NO KEY UPDATE`, values)).rows;
        if (!row) throw new DomainError('recurso-desconocido', { recurso: 'clave', id });
        // Whoever gets a secret may do what the key may.
        if (!mayGrant(context.actor, toClave(row)))
          throw new DomainError('rol-no-permitido', { rol: row.rol });
        if (row.revocada_en) throw new DomainError('clave-revocada');
        const clave = await this.secrets.replace(db, id, input.anteriorHasta ?? null);
        await Auditoria.add(db, context, { accion: 'clave.rotada', objeto: { tipo: 'clave', id } });
        const { rows } = await db.query<ClaveRow>(SELECT_CLAVE, values);
        return { ...toClave(rows[0] as ClaveRow), clave };
      }),
    );
  }
}
