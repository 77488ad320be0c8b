import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { CLIENTE_COLUMNS, type Cliente, type ClienteCambiado } from '../../modules/clientes/contract.js';
import { JobLauncher } from '../../modules/programaciones/contract.js';
import { nameOf } from '../../platform/access/actor.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { assertMatches } from '../../platform/http/version-tag.js';
import { ChangeClienteCommand } from './change-cliente.command.js';

const LOCK = `SELECT ${CLIENTE_COLUMNS} FROM clientes WHERE id = $1 FOR NO KEY UPDATE`;

const UPDATE = `
  UPDATE clientes SET nombre = $2, documento = $3, email = $4, version = version + 1 WHERE id = $1
  RETURNING ${CLIENTE_COLUMNS}`;

@CommandHandler(ChangeClienteCommand)
export class ChangeClienteHandler implements ICommandHandler<ChangeClienteCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly jobs: JobLauncher,
  ) {}

  // Safe to repeat: what changes nothing is no new version.
  /** @throws {DomainError} `recurso-desconocido`, `version-distinta` */
  execute({ id, change, context, ifMatch }: ChangeClienteCommand): Promise<ClienteCambiado> {
    return this.jobs.launching(async (launch) =>
      inTransaction(this.pool, async (client) => {
        const [before] = (await client.query<Cliente>(LOCK, [id])).rows;
        if (!before) throw new DomainError('recurso-desconocido', { recurso: 'cliente', id });
        assertMatches(ifMatch, before.version);
        const { nombre = before.nombre, documento = before.documento, email = before.email } = change;
        if (nombre === before.nombre && documento === before.documento && email === before.email)
          return { ...before, propagacionId: null };
        const [after] = (await client.query<Cliente>(UPDATE, [id, nombre, documento, email])).rows as [
          Cliente,
        ];
        if (nombre === before.nombre) return { ...after, propagacionId: null };
        const parameters = { recurso: 'cliente', id };
        return {
          ...after,
          propagacionId: await launch(client, 'propagacion', parameters, nameOf(context.actor)),
        };
      }),
    );
  }
}
