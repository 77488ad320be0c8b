import type pg from 'pg';

/** Less than the server lets a transaction stand still. */
const KEEP_MS = 5_000;

/**
 * Keeps others from changing the rows of a table, so that a job stands still in the middle of its work.
 *
 * @returns what lets them go on.
 */
export async function block(pool: pg.Pool, table: string): Promise<() => Promise<void>> {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query(`LOCK TABLE ${table} IN SHARE MODE`);
  const keeping = setInterval(() => void client.query('SELECT 1'), KEEP_MS);
  return async () => {
    clearInterval(keeping);
    await client.query('COMMIT');
    client.release();
  };
}

/** Receipts that have expired: what `limpieza` drops, a thousand at a time. */
export async function expiredReceipts(pool: pg.Pool, count: number): Promise<void> {
  await pool.query(
    `INSERT INTO tandas (id, sal, recibida_en, aplicada_en, ids_evento, resultados)
     SELECT overlay(uuid_desde(t)::text PLACING to_char(n, 'FM000000000000') FROM 25)::uuid, 1, t, t,
            ARRAY[gen_random_uuid()], 'a'
     FROM (SELECT n, now() - interval '90 days' AS t FROM generate_series(1, $1) n) s`,
    [count],
  );
}
