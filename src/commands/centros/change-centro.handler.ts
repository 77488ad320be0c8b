import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import {
  CENTRO_COLUMNS,
  type Centro,
  type CentroCambiado,
  type CentroCambio,
} from '../../modules/centros/contract.js';
import { JobLauncher } from '../../modules/programaciones/contract.js';
import { nameOf } from '../../platform/access/actor.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { assertMatches } from '../../platform/http/version-tag.js';
import { ChangeCentroCommand } from './change-centro.command.js';

const LOCK = `SELECT ${CENTRO_COLUMNS} FROM centros WHERE id = $1 FOR NO KEY UPDATE`;

const UPDATE = `
  UPDATE centros SET nombre = $2, ciudad = $3, region = $4, pais = $5, lat = $6, lon = $7, version = version + 1
  WHERE id = $1
  RETURNING ${CENTRO_COLUMNS}`;

const CHANGING = ['nombre', 'ciudad', 'region', 'pais', 'lat', 'lon'] as const;

@CommandHandler(ChangeCentroCommand)
export class ChangeCentroHandler implements ICommandHandler<ChangeCentroCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly jobs: JobLauncher,
  ) {}

  // Safe to repeat: what changes nothing is no new version.
  /** @throws {DomainError} `recurso-desconocido`, `version-distinta` */
  execute({ id, change, context, ifMatch }: ChangeCentroCommand): Promise<CentroCambiado> {
    return this.jobs.launching(async (launch) =>
      inTransaction(this.pool, async (client) => {
        const [before] = (await client.query<Centro>(LOCK, [id])).rows;
        if (!before) throw new DomainError('recurso-desconocido', { recurso: 'centro', id });
        assertMatches(ifMatch, before.version);
        const wanted = { ...before, ...changesOf(change) };
        if (CHANGING.every((name) => wanted[name] === before[name]))
          return { ...before, propagacionId: null };
        const values = CHANGING.map((name) => wanted[name]);
        const [after] = (await client.query<Centro>(UPDATE, [id, ...values])).rows as [Centro];
        if (after.nombre === before.nombre) return { ...after, propagacionId: null };
        const parameters = { recurso: 'centro', id };
        return {
          ...after,
          propagacionId: await launch(client, 'propagacion', parameters, nameOf(context.actor)),
        };
      }),
    );
  }
}

/** What was sent. A position goes as a whole: half of one is none. */
function changesOf(change: CentroCambio): Partial<Centro> {
  const sent = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return change.lat === null || change.lon === null ? { ...sent, lat: null, lon: null } : sent;
}
