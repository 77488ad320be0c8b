import type pg from 'pg';
import { type Month } from '../../platform/database/month.js';
import { transaction } from '../../platform/database/transaction.js';
import { PARTITIONED, partitionName } from '../periodos/contract.js';

/** Drops the partitions that a month has left behind, for good. Their rows are in the archive, or in the month again. */
export async function dropGrace(client: pg.PoolClient, month: Month): Promise<void> {
  await transaction(client, async () => {
    // Of a table with foreign keys, DROP locks the tables they point to.
    await client.query(`SET LOCAL lock_timeout = '5s'`);
    for (const table of PARTITIONED)
      await client.query(`DROP TABLE IF EXISTS gracia.${partitionName(table, month)}`);
  });
}
