import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import {
  TRANSPORTISTA_COLUMNS,
  type Transportista,
  type TransportistaCambiado,
} from '../../modules/transportistas/contract.js';
import { JobLauncher } from '../../modules/programaciones/contract.js';
import { nameOf } from '../../platform/access/actor.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { assertMatches } from '../../platform/http/version-tag.js';
import { ChangeTransportistaCommand } from './change-transportista.command.js';

const LOCK = `SELECT ${TRANSPORTISTA_COLUMNS} FROM transportistas WHERE id = $1 FOR NO KEY UPDATE`;

const UPDATE = `
  UPDATE transportistas SET nombre = $2, version = version + 1 WHERE id = $1
  RETURNING ${TRANSPORTISTA_COLUMNS}`;

@CommandHandler(ChangeTransportistaCommand)
export class ChangeTransportistaHandler implements ICommandHandler<ChangeTransportistaCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly jobs: JobLauncher,
  ) {}

  // Safe to repeat: what changes nothing is no new version.
  /** @throws {DomainError} `recurso-desconocido`, `version-distinta` */
  execute({ id, change, context, ifMatch }: ChangeTransportistaCommand): Promise<TransportistaCambiado> {
    return this.jobs.launching(async (launch) =>
      inTransaction(this.pool, async (client) => {
        const [before] = (await client.query<Transportista>(LOCK, [id])).rows;
        if (!before) throw new DomainError('recurso-desconocido', { recurso: 'transportista', id });
        assertMatches(ifMatch, before.version);
        const { nombre = before.nombre } = change;
        if (nombre === before.nombre) return { ...before, propagacionId: null };
        const [after] = (await client.query<Transportista>(UPDATE, [id, nombre])).rows as [Transportista];
        const parameters = { recurso: 'transportista', id };
        return {
          ...after,
          propagacionId: await launch(client, 'propagacion', parameters, nameOf(context.actor)),
        };
      }),
    );
  }
}
