import type pg from 'pg';
import { type Month } from '../../platform/database/month.js';
import { transaction } from '../../platform/database/transaction.js';
import { PARTITIONED, partitionName, STAGE } from '../periodos/contract.js';

const dropTable = (name: string) => `DROP TABLE IF EXISTS gracia.${name}`;

// Of a table with foreign keys, DROP locks the tables they point to.
const LOCK_TIMEOUT = `SET LOCAL lock_timeout = '5s'`;

// Only a month that is separado has tables that anybody could still want.
const LIST_LEFTOVERS = `
  SELECT c.relname AS name FROM pg_class c
  WHERE c.relnamespace = 'gracia'::regnamespace AND c.relkind = 'r' AND NOT EXISTS (
    SELECT FROM periodos p WHERE p.estado = 'separado' AND c.relname ~ to_char(p.mes, '"_"YYYY_MM$'))`;

/** Drops the partitions that a month has left behind, for good. Their rows are in the archive, or in the month again. */
export async function dropGrace(client: pg.PoolClient, month: Month): Promise<void> {
  await transaction(client, async () => {
    await client.query(LOCK_TIMEOUT);
    for (const table of PARTITIONED) await client.query(dropTable(partitionName(table, month)));
  });
}

/** Drops what jobs of the archive that were killed have left lying about. */
export async function dropLeftovers(client: pg.PoolClient): Promise<void> {
  await transaction(client, async () => {
    await client.query(LOCK_TIMEOUT);
    const { rows } = await client.query<{ name: string }>(LIST_LEFTOVERS);
    for (const { name } of rows) await client.query(dropTable(name));
    await client.query(`DROP SCHEMA IF EXISTS ${STAGE} CASCADE`);
  });
}
