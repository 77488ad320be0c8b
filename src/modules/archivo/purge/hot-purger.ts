import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { Month } from '../../../platform/database/month.js';
import { POOL } from '../../../platform/database/tokens.js';
import { transaction } from '../../../platform/database/transaction.js';
import { markChanged } from '../../../platform/read-models/mark-changed.js';
import { readModels } from '../../../platform/read-models/read-model.js';
import { listHotMonths } from '../../../platform/read-models/hot-months.js';
import { idOfMonth } from '../../periodos/contract.js';
import type { HeldRun } from '../run/archive-run.js';
import { ARCHIVED_TABLES } from '../files/archived-tables.js';
import { assignments, DELETED } from './personal-data.js';
import { ENVIO_CODES } from '../../codigos/contract.js';

const BATCH = 500;

// Locked like every writer does it, in the order of their ids.
const lockNext = (month: Month) => `
  SELECT c.envio_id AS id FROM ${ENVIO_CODES} c WHERE c.codigo IN (
    SELECT codigo FROM envios
    WHERE cliente_id = $1 AND destinatario_nombre <> '${DELETED}' AND ${idOfMonth('id', month)} LIMIT ${BATCH})
  ORDER BY c.envio_id FOR NO KEY UPDATE`;

// As every change of it, this makes a version of its own; a purge that is repeated changes nothing.
const PURGE_CLIENTE = `
  UPDATE clientes SET nombre = '${DELETED}', documento = NULL, email = NULL, version = version + 1
  WHERE id = $1 AND (nombre, documento, email) IS DISTINCT FROM ('${DELETED}', NULL, NULL)`;

const CODES = 'SELECT codigo FROM envios WHERE cliente_id = $1';

/** Purges what the hot tables hold of a cliente. Safe to repeat: what is purged is not found again. */
@Injectable()
export class HotPurger {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  /** @returns how many envíos were purged now. */
  async purge(clienteId: string, run: HeldRun): Promise<number> {
    await run.turn.work((client) => client.query(PURGE_CLIENTE, [clienteId]));
    let total = 0;
    for (const month of await listHotMonths(this.pool))
      for (let count = -1; count !== 0; total += count) {
        await run.checkpoint();
        count = await run.turn.work((client) =>
          transaction(client, () => purgeNext(client, clienteId, month)),
        );
        run.progress(total + count, null, 'envíos');
      }
    return total;
  }

  /** Codes of its envíos, purged or not. */
  async listCodes(clienteId: string): Promise<string[]> {
    const { rows } = await this.pool.query<{ codigo: string }>(CODES, [clienteId]);
    return rows.map(({ codigo }) => codigo);
  }

  /** How many envíos there are to purge. */
  async count(clienteId: string): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(
      `SELECT count(*) FROM envios WHERE cliente_id = $1 AND destinatario_nombre <> '${DELETED}'`,
      [clienteId],
    );
    return rows[0]?.count ?? 0;
  }
}

async function purgeNext(client: pg.PoolClient, clienteId: string, month: Month): Promise<number> {
  const { rows } = await client.query<{ id: string }>(lockNext(month), [clienteId]);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  for (const table of ARCHIVED_TABLES.filter((each) => assignments(each)))
    await client.query(`UPDATE ${table.name} SET ${assignments(table)} WHERE ${table.envio} = ANY ($1)`, [
      ids,
    ]);
  for (const model of readModels.all()) await markChanged(client, model, ids);
  return ids.length;
}
