import type pg from 'pg';
import type { Month } from '../database/month.js';
import { aggregateName, aggregatesOf } from './aggregate.js';
import { baseName } from './ddl.js';
import type { ReadModel } from './read-model.js';

/** Share of a base that has to be dead before it is vacuumed: room for the next refreshes, found again in time. */
const WORN = 0.1;
const VACUUM_LIMIT_MS = 3_600_000;

/**
 * Vacuums a month's base, and what sums it up, if enough of it has been replaced since the last time: REFRESH ...
 * CONCURRENTLY deletes and inserts, and what it deleted stays. At the pace of autovacuum, which looks only once a minute
 * and would come too late for a month that is refreshed as often.
 */
export async function vacuumWorn(client: pg.PoolClient, model: ReadModel, month: Month): Promise<void> {
  const { rows } = await client.query<{ worn: boolean }>(
    'SELECT muertas > $3::float8 * filas AS worn FROM refrescos WHERE modelo = $1 AND mes = $2',
    [model.name, month, WORN],
  );
  if (!rows[0]?.worn) return;
  const views = [
    baseName(model, month),
    ...aggregatesOf(model.name).map((sums) => aggregateName(sums, month)),
  ];
  await client.query(`SET vacuum_cost_delay = '2ms'`);
  try {
    const text = `VACUUM (ANALYZE, TRUNCATE false) ${views.join(', ')}`;
    await client.query({ text, query_timeout: VACUUM_LIMIT_MS } as pg.QueryConfig);
  } finally {
    await client.query('RESET vacuum_cost_delay');
  }
  await client.query('UPDATE refrescos SET muertas = 0 WHERE modelo = $1 AND mes = $2', [model.name, month]);
}
