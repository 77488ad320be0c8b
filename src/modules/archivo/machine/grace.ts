import type pg from 'pg';
import { type Month } from '../../../platform/database/month.js';
import { dropTable } from '../../../platform/database/drop-table.js';
import { busy, dropStage, monthBusy } from './month-relay.js';
import { isLeftover, PARTITIONED, partitionName } from '../../periodos/contract.js';

// Only a month that is separado has tables that anybody could still want.
const LIST_LEFTOVERS = `
  SELECT c.relname AS name FROM pg_class c
  WHERE c.relnamespace = 'gracia'::regnamespace AND c.relkind = 'r' AND ${isLeftover('c.relname')}`;

/** Drops the partitions that a month has left behind, for good. Their rows are in the archive, or in the month again. */
export async function dropGrace(client: pg.PoolClient, month: Month): Promise<void> {
  for (const table of PARTITIONED)
    await dropTable(client, `gracia.${partitionName(table, month)}`, monthBusy(month));
}

/** Drops what jobs of the archive that were killed have left lying about. */
export async function dropLeftovers(client: pg.PoolClient): Promise<void> {
  // The bases that were replaced stand on the tables that were.
  await dropStage(client, busy('relevo'));
  const { rows } = await client.query<{ name: string }>(LIST_LEFTOVERS);
  for (const { name } of rows) await dropTable(client, `gracia.${name}`, busy(name));
}
